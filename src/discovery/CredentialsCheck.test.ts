import {
  BadCredentialsError,
  BitbucketServerApi,
  BitbucketServerResponseError,
  HostDownError,
} from '../bitbucket';
import { CredentialsCheck } from './CredentialsCheck';
import { RepositoryAnswer } from './types';

const url = 'https://git.example.com/rest/api/1.0/projects';

function unknown(status: number, exceptionName?: string): RepositoryAnswer {
  const cause = new BitbucketServerResponseError({
    url,
    status,
    exceptionName,
  });
  return { outcome: 'unknown', cause };
}

function createCheck(assertCredentials: () => Promise<void>) {
  const asked = jest.fn(assertCredentials);
  const api = { assertCredentials: asked } as unknown as BitbucketServerApi;
  return { asked, check: new CredentialsCheck({ api, context: {} }) };
}

describe('CredentialsCheck', () => {
  it.each([
    ['a 401', unknown(401, 'AuthorisationException'), 1],
    ['a 403 about a captcha', unknown(403, 'CaptchaRequiredAuthenticationException'), 1],
    ['another 403', unknown(403, 'AuthorisationException'), 0],
    ['a 403 without a name', unknown(403), 0],
    ['a 404', unknown(404), 0],
    ['a 500', unknown(500), 0],
    ['a bug', { outcome: 'unknown', cause: new Error('bug') }, 0],
    ['an absence', { outcome: 'absent', reason: 'gone' }, 0],
    ['a file', { outcome: 'present', files: [] }, 0],
  ] as [string, RepositoryAnswer, number][])(
    'settles the credentials after %s as often as there is doubt',
    async (_, answer, times) => {
      const { asked, check } = createCheck(async () => {});
      await check.assertAfter(answer);
      expect(asked).toHaveBeenCalledTimes(times);
    },
  );

  it('asks once for refusals that come in at the same time', async () => {
    const { asked, check } = createCheck(async () => {});
    await Promise.all([
      check.assertAfter(unknown(401)),
      check.assertAfter(unknown(401)),
    ]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('asks again for a refusal that comes in later', async () => {
    const { asked, check } = createCheck(async () => {});
    await check.assertAfter(unknown(401));
    await check.assertAfter(unknown(401));
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('throws when the credentials are refused', async () => {
    const error = new BadCredentialsError({
      host: 'git.example.com',
      credentials: 'token',
      cause: new Error('401'),
    });
    const { check } = createCheck(async () => {
      throw error;
    });
    await expect(check.assertAfter(unknown(401))).rejects.toBe(error);
  });

  it('goes on when the question gets no answer', async () => {
    const { check } = createCheck(async () => {
      const cause = new Error('reset');
      throw new HostDownError({ url, failures: 20, cause });
    });
    await expect(check.assertAfter(unknown(401))).resolves.toBeUndefined();
  });

  it('throws an error that is not about a request', async () => {
    const { check } = createCheck(async () => {
      throw new TypeError('a bug');
    });
    await expect(check.assertAfter(unknown(401))).rejects.toThrow('a bug');
  });
});
