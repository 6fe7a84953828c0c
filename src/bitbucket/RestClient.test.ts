import { z } from 'zod';
import { HttpRequest, HttpResponse } from '../http';
import { answer } from '../http/testing/answers';
import {
  BitbucketServerResponseError,
  UnexpectedAnswerError,
} from './answerErrors';
import { RestClient } from './RestClient';

const apiBaseUrl = 'https://git.example.com/bitbucket/rest/api/1.0';
const url = `${apiBaseUrl}/projects/KEY`;
const token = 'NjQ5/+s3cret=="x"';

/** A client whose server gives the answers in turn. */
function createClient(
  answers: HttpResponse[],
  options: { apiBaseUrl?: string; secrets?: string[] } = {},
) {
  const sent: HttpRequest[] = [];
  const rest = new RestClient({
    apiBaseUrl,
    secrets: [token],
    fetch: async request => {
      const next = answers[sent.length];
      sent.push(request);
      if (!next) {
        throw new Error('asked once too often');
      }
      return next;
    },
    ...options,
  });
  const resource = { segments: ['projects', 'KEY'] };
  const get = () => rest.getJson(z.object({ key: z.string() }), { resource });
  const getError = (): Promise<Error> =>
    get().then(
      () => new Error('it was answered'),
      (error: Error) => error,
    );
  return { rest, resource, get, getError, sent };
}

const json = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
) =>
  answer(status, {
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  });
const redirect = (location: string, status = 302) =>
  answer(status, { headers: { location } });

describe('RestClient', () => {
  it('gives the value, its address and its headers', async () => {
    const { get, sent } = createClient([
      json(200, { key: 'KEY', more: 1 }, { 'x-ausername': 'jane' }),
    ]);
    const { value, url: answeredUrl, headers } = await get();
    expect(value).toEqual({ key: 'KEY' });
    expect(answeredUrl).toBe(url);
    expect(headers.get('x-ausername')).toBe('jane');
    expect(sent).toEqual([{ url, headers: { accept: 'application/json' } }]);
  });

  it('passes on for whom it asks', async () => {
    const { rest, resource, sent } = createClient([answer(404)]);
    const context = { priority: 'urgent' as const, onRequest: () => {} };
    await rest.get({ resource, context });
    expect(sent[0]).toMatchObject(context);
  });

  it('names method, address, status, exception, message and request in an error', async () => {
    const { getError } = createClient([
      json(
        404,
        {
          errors: [
            {
              context: null,
              message: 'Project KEY does not exist.',
              exceptionName:
                'com.atlassian.bitbucket.project.NoSuchProjectException',
            },
          ],
        },
        { 'x-arequestid': '@1RQLR1x1341x1784x0' },
      ),
    ]);
    const error = await getError();
    expect(error).toMatchObject({
      name: 'BitbucketServerResponseError',
      message: `GET ${url} answered 404 (NoSuchProjectException, "Project KEY does not exist.", request @1RQLR1x1341x1784x0)`,
      url,
      status: 404,
      exceptionName: 'NoSuchProjectException',
    });
  });

  it.each([
    ['a page of a proxy', '<html>Not found</html>'],
    ['no body', ''],
    ['JSON of another kind', '{"message":"null for uri","status-code":404}'],
    ['no errors', '{"errors":[]}'],
    ['an error without a name', '{"errors":[{"exceptionName":null}]}'],
    ['an error with an empty name', '{"errors":[{"exceptionName":""}]}'],
    ['an error of no class', '{"errors":[{"exceptionName":"not found"}]}'],
    ['no object', 'null'],
  ])('knows no exceptionName in a 404 with %s', async (_, body) => {
    const { getError } = createClient([answer(404, { body })]);
    const error = await getError();
    expect(error).toBeInstanceOf(BitbucketServerResponseError);
    expect(error).toMatchObject({ status: 404, exceptionName: undefined });
    expect(error.message).toBe(`GET ${url} answered 404`);
  });

  it('knows the exception also where its name holds a secret that is a word', async () => {
    const errors = [{ exceptionName: 'a.b.NoSuchPathException' }];
    const { getError } = createClient([json(404, { errors })], {
      secrets: ['path'],
    });
    expect(await getError()).toHaveProperty(
      'exceptionName',
      'NoSuchPathException',
    );
  });

  it('repeats no more than 1000 characters of what the server says', async () => {
    const message = 'a'.repeat(5_000_000);
    const { getError } = createClient([json(400, { errors: [{ message }] })]);
    expect((await getError()).message).toBe(
      `GET ${url} answered 400 ("${'a'.repeat(1_000)}")`,
    );
  });

  it('makes one line of what the server says, without what would steer a terminal', async () => {
    const message = 'Not allowed:\r\n\u001b[31mask\u2028the owner';
    const { getError } = createClient([json(403, { errors: [{ message }] })]);
    expect((await getError()).message).toBe(
      `GET ${url} answered 403 ("Not allowed: [31mask the owner")`,
    );
  });

  it('takes a 204 for an error that says so', async () => {
    const { getError } = createClient([answer(204)]);
    expect(await getError()).toMatchObject({
      status: 204,
      message: `GET ${url} answered 204`,
    });
  });

  it('takes HTML with 200 for no answer', async () => {
    const { getError } = createClient([
      answer(200, {
        headers: { 'content-type': 'text/html', 'x-arequestid': '@1' },
        body: '<!doctype html><title>Log in</title>',
      }),
    ]);
    const error = await getError();
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error.message).toBe(
      `GET ${url} was answered with text/html in place of JSON; a login page or a proxy may stand before the API (request @1)`,
    );
    expect(error).not.toHaveProperty('exceptionName');
    expect(error).toMatchObject({ kind: 'notBitbucket' });
  });

  it.each([
    [[null, { exceptionName: 'com.x.NoSuchProjectException' }]],
    [[{ message: 7, exceptionName: 'com.x.NoSuchProjectException' }]],
    [[{ message: 'a' }, { exceptionName: 'com.x.NoSuchProjectException' }]],
  ])('finds what an answer means in the errors %j', async errors => {
    const { getError } = createClient([json(404, { errors })]);
    expect(await getError()).toMatchObject({ kind: 'noProject' });
  });

  it('shows no exception\'s name that repeats a secret, and knows those that matter', async () => {
    const errors = (exceptionName: string) =>
      json(404, { errors: [{ exceptionName }] });
    const secrets = ['Such', 'Sesame'];
    const known = createClient([errors('com.x.NoSuchPathException')], { secrets });
    expect(await known.getError()).toMatchObject({ kind: 'noPath' });
    const other = createClient([errors('com.x.SesameException')], { secrets });
    expect((await other.getError()).message).toBe(`GET ${url} answered 404`);
  });

  it('says that a refusal is none of Bitbucket\'s, and takes it for none', async () => {
    const { getError } = createClient([
      answer(403, { headers: { 'content-type': 'text/html' }, body: '<html>' }),
    ]);
    const error = await getError();
    expect(error.message).toBe(
      `GET ${url} answered 403 (text/html in place of JSON)`,
    );
    expect(error).toMatchObject({ kind: 'notBitbucket' });
  });

  it.each([
    ['a key', json(200, { key: 1 }), 'JSON of another shape: key: Invalid'],
    ['the whole', json(200, []), 'JSON of another shape: Invalid'],
    ['a body that is not there', answer(200), 'an empty body in place of JSON'],
  ])('says that %s is of another shape', async (_, given, words) => {
    const { getError } = createClient([given]);
    const error = await getError();
    expect(error).toBeInstanceOf(UnexpectedAnswerError);
    expect(error.message).toContain(`GET ${url} was answered with ${words}`);
  });

  describe('on sending', () => {
    const schema = z.object({ id: z.number() }).optional();

    it('sends JSON with the method, and gives the value', async () => {
      const { rest, resource, sent } = createClient([json(201, { id: 7 })]);
      const body = { name: 'x' };
      const options = { method: 'POST' as const, resource, body };
      expect((await rest.sendJson(schema, options)).value).toEqual({ id: 7 });
      expect(sent).toEqual([
        {
          method: 'POST',
          url,
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
          },
          body: '{"name":"x"}',
        },
      ]);
    });

    it('gives undefined for an answer without a body', async () => {
      const { rest, resource } = createClient([answer(204)]);
      const options = { method: 'DELETE' as const, resource };
      expect((await rest.sendJson(schema, options)).value).toBeUndefined();
    });

    it.each([
      ['a refusal', json(401, {}), `PUT ${url} answered 401`],
      ['a redirect', redirect(`${apiBaseUrl}/x`, 307), `PUT ${url} was redirected to`],
      ['another shape', json(200, []), `PUT ${url} was answered with JSON of another shape`],
    ])('names the method in the error for %s, and sends once', async (_, given, words) => {
      const { rest, resource, sent } = createClient([given]);
      const options = { method: 'PUT' as const, resource, body: {} };
      await expect(rest.sendJson(schema, options)).rejects.toThrow(words);
      expect(sent).toHaveLength(1);
    });
  });

  describe('on a redirect', () => {
    it.each([301, 302, 303, 307, 308])(
      'follows a %p below the API, as one from a renamed project is',
      async status => {
        const location = `${apiBaseUrl}/projects/NEW`;
        const { get, sent } = createClient([
          redirect(location, status),
          json(200, { key: 'NEW' }),
        ]);
        expect((await get()).url).toBe(location);
        expect(sent.map(request => request.url)).toEqual([url, location]);
      },
    );

    it('follows a path without a host', async () => {
      const { get } = createClient([
        redirect('/bitbucket/rest/api/1.0/projects/NEW'),
        json(200, { key: 'NEW' }),
      ]);
      expect((await get()).url).toBe(`${apiBaseUrl}/projects/NEW`);
    });

    it.each([
      'https://GIT.example.com/bitbucket/rest/api/1.0',
      'https://git.example.com:443/bitbucket/rest/api/1.0',
    ])('follows it also where apiBaseUrl is written %s', async base => {
      const { get } = createClient(
        [redirect(`${apiBaseUrl}/projects/NEW`), json(200, { key: 'NEW' })],
        { apiBaseUrl: base },
      );
      expect((await get()).value).toEqual({ key: 'NEW' });
    });

    it('follows three, and not a fourth', async () => {
      const to = (key: string) => redirect(`${apiBaseUrl}/projects/${key}`);
      const three = [to('A'), to('B'), to('C')];
      const good = createClient([...three, json(200, { key: 'C' })]);
      expect((await good.get()).value).toEqual({ key: 'C' });
      const bad = createClient([...three, to('D')]);
      const error = await bad.getError();
      expect(error).toBeInstanceOf(UnexpectedAnswerError);
      expect(bad.sent).toHaveLength(4);
    });

    it.each([
      'https://evil.example.com/bitbucket/rest/api/1.0/projects/KEY',
      'https://git.example.com.evil.org/bitbucket/rest/api/1.0/projects/KEY',
      'https://git.example.com@evil.org/bitbucket/rest/api/1.0/projects/KEY',
      '//evil.example.com/bitbucket/rest/api/1.0/projects/KEY',
      'http://git.example.com/bitbucket/rest/api/1.0/projects/KEY',
      'https://git.example.com:8443/bitbucket/rest/api/1.0/projects/KEY',
      'https://git.example.com/bitbucket/login?next=/rest',
      'https://git.example.com/bitbucket/rest/api/1.0/../../../login',
      'https://git.example.com/bitbucket/rest/api/1.0/%2e%2e/login',
      'https://git.example.com/bitbucket/rest/api/1.0evil/projects',
    ])('does not follow %s', async location => {
      const { getError, sent } = createClient([redirect(location)]);
      const error = await getError();
      expect(error).toBeInstanceOf(UnexpectedAnswerError);
      expect(error.message).toBe(
        `GET ${url} was redirected to ${new URL(location, url).href}, which is not followed; a login page may stand before the API, or apiBaseUrl may be out of date`,
      );
      expect(error).toMatchObject({ kind: 'notBitbucket' });
      expect(sent).toHaveLength(1);
    });

    it.each([
      ['no location', answer(302)],
      ['a location that is none', redirect('https://[')],
    ])('fails for %s', async (_, given) => {
      const { getError } = createClient([given]);
      expect((await getError()).message).toContain('redirected to nowhere');
    });
  });
});
