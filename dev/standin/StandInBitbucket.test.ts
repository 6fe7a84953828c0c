import { askStandIn } from './askStandIn';
import { StandInBitbucket } from './StandInBitbucket';
import type { StandInBitbucketOptions } from './StandInBitbucketOptions';

function createStandIn(options: Partial<StandInBitbucketOptions> = {}) {
  return new StandInBitbucket({
    baseUrl: 'https://git.example.com/bitbucket',
    projects: [{ key: 'ONE' }, { key: 'OPEN', public: true }],
    repositories: [
      { project: 'ONE', slug: 'alpha', files: { 'a.txt': 'a' } },
      { project: 'ONE', slug: 'beta', files: {} },
    ],
    ...options,
  });
}

const credentials = { token: 'T', username: 'jane', password: 'P' };

function basic(pair: string) {
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

describe('StandInBitbucket', () => {
  it.each([
    ['a bearer token', { authorization: 'Bearer T' }],
    ['user and password', basic('jane:P')],
    ['user and token', basic('jane:T')],
  ])('accepts %s and tells who is signed in', (_, headers) => {
    const standIn = createStandIn({ credentials });
    const answer = askStandIn(standIn, { path: '/projects', headers });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'X-AUSERNAME': 'jane', 'X-AUSERID': '104' },
    });
  });

  it.each([
    ['a wrong token', { authorization: 'Bearer X' }],
    ['a password as a bearer token', { authorization: 'Bearer P' }],
    ['a wrong password', basic('jane:X')],
    ['a wrong user', basic('joe:P')],
    ['an unknown scheme', { authorization: 'Digest T' }],
  ])('answers %s with 401 IncorrectPassword', (_, headers) => {
    const standIn = createStandIn({ credentials });
    const answer = askStandIn(standIn, { path: '/projects', headers });
    expect(answer.status).toBe(401);
    expect(answer.headers).not.toHaveProperty('X-AUSERNAME');
    expect(answer.json).toEqual({
      errors: [
        {
          context: null,
          message:
            'Authentication failed. Please check your credentials and try again.',
          exceptionName:
            'com.atlassian.bitbucket.auth.IncorrectPasswordAuthenticationException',
        },
      ],
    });
  });

  it('answers no credentials with 401 AuthorisationException', () => {
    const standIn = createStandIn({ credentials });
    expect(askStandIn(standIn, { path: '/projects' })).toMatchObject({
      status: 401,
      json: {
        errors: [
          {
            context: null,
            message: 'You are not permitted to access this resource',
            exceptionName: 'com.atlassian.bitbucket.AuthorisationException',
          },
        ],
      },
    });
  });

  it.each([
    ['public', ['OPEN']],
    ['empty', []],
  ] as const)('shows a stranger with %s access %j', (anonymous, keys) => {
    const standIn = createStandIn({ credentials, anonymous });
    const { headers, json } = askStandIn(standIn, { path: '/projects' });
    const { values } = json as { values: { key: string }[] };
    expect(values.map(({ key }) => key)).toEqual(keys);
    expect(headers).not.toHaveProperty('X-AUSERNAME');
    expect(askStandIn(standIn, { path: '/projects/ONE' }).status).toBe(401);
  });

  it('answers application-properties without credentials', () => {
    const standIn = createStandIn({ credentials, version: '8.19.1' });
    expect(askStandIn(standIn, { path: '/application-properties' })).toEqual({
      status: 200,
      headers: {
        'Cache-Control': 'private, no-cache, no-cache, no-transform',
        'Content-Type': 'application/json;charset=UTF-8',
        Pragma: 'no-cache',
        Vary: 'x-ausername,x-auserid,cookie,accept-encoding',
        'X-AREQUESTID': expect.stringMatching(/^@/),
        'X-Content-Type-Options': 'nosniff',
      },
      text: expect.any(String),
      json: {
        version: '8.19.1',
        buildNumber: '8019001',
        buildDate: expect.any(String),
        displayName: 'Bitbucket',
      },
    });
  });

  it('keeps X-AUSERNAME on a refusal of a signed-in user', () => {
    const answer = askStandIn(createStandIn(), { path: '/projects/NOPE' });
    expect(answer.headers).toHaveProperty('X-AUSERNAME');
  });

  it.each([
    '/nope',
    '/projects/ONE/repos/alpha/browsecatalog-info.yaml',
    '/projects/ONE/repos/alpha/raw/a%2Fb',
    '/projects/ONE/repos/alpha/raw/%',
  ])('answers %s with 404 that is no JSON and reports it', path => {
    const standIn = createStandIn();
    const { status, json } = askStandIn(standIn, { path });
    expect(status).toBe(404);
    expect(json).toBeUndefined();
    expect(standIn.unknownRequests).toEqual([
      {
        method: 'GET',
        path: `/bitbucket/rest/api/1.0${path}`,
        reason: 'unknown address',
      },
    ]);
  });

  it('answers below its context path only', () => {
    const standIn = createStandIn();
    const outside = 'https://git.example.com/rest/api/latest/projects';
    const inside = 'https://other.test/bitbucket/rest/api/latest/projects';
    const ask = (url: string) =>
      standIn.answer({ method: 'GET', url: new URL(url), headers: {} }).status;
    expect([ask(outside), ask(inside)]).toEqual([404, 200]);
  });

  it.each([
    ['page=2', 'unknown parameter page'],
    ['start=first', "parameter start may not be 'first'"],
  ])(
    'reports ?%s, which the API description does not know',
    (query, reason) => {
      const standIn = createStandIn();
      askStandIn(standIn, { path: `/projects?${query}` });
      expect(standIn.unknownRequests).toMatchObject([{ reason }]);
    },
  );

  it('answers a parameter that it reports', () => {
    const { status } = askStandIn(createStandIn(), { path: '/projects?page=2' });
    expect(status).toBe(200);
  });

  it('logs requests in their order', () => {
    const standIn = createStandIn();
    askStandIn(standIn, { path: '/projects?limit=2' });
    askStandIn(standIn, { path: '/application-properties' });
    expect(standIn.requests).toEqual([
      { method: 'GET', path: '/bitbucket/rest/api/1.0/projects?limit=2' },
      { method: 'GET', path: '/bitbucket/rest/api/1.0/application-properties' },
    ]);
  });

  it('shows what is changed in the next answer', () => {
    const standIn = createStandIn();
    const { id } = standIn.repository('ONE', { slug: 'alpha' });
    standIn.renameRepository('ONE', { slug: 'alpha', to: 'Gamma' });
    standIn.archive('ONE', { slug: 'gamma' });
    standIn.removeRepository('ONE', { slug: 'beta' });
    standIn.addRepository({ project: 'OPEN', slug: 'new', files: { a: '1' } });
    standIn.removeFile('OPEN', { slug: 'new', path: 'a' });
    standIn.writeFile('OPEN', { slug: 'new', path: 'b', content: '2' });
    standIn.addProject({ key: 'LAST' });
    standIn.removeProject('LAST');
    expect(askStandIn(standIn, { path: '/repos?archived=ALL' }).json).toMatchObject(
      {
        values: [
          { id, slug: 'gamma', name: 'Gamma', archived: true },
          { slug: 'new', project: { key: 'OPEN' } },
        ],
      },
    );
    const path = '/projects/OPEN/repos/new/files';
    expect(askStandIn(standIn, { path }).json).toMatchObject({ values: ['b'] });
    expect(askStandIn(standIn, { path: '/projects/LAST' }).status).toBe(404);
  });

  describe('where old names are followed', () => {
    const createFollower = () => createStandIn({ oldNames: 'followed' });
    const alpha = { slug: 'alpha', to: 'gamma' };
    const status = (standIn: StandInBitbucket, path: string) =>
      askStandIn(standIn, { path }).status;

    it('answers to the former name of a repository and key of a project', () => {
      const standIn = createFollower();
      standIn.renameRepository('ONE', alpha);
      const path = '/projects/ONE/repos/alpha';
      const { json } = askStandIn(standIn, { path });
      expect(json).toMatchObject({ slug: 'gamma' });
      standIn.renameProject('ONE', { to: 'UNO' });
      expect(askStandIn(standIn, { path: '/projects/ONE' }).json).toMatchObject({
        key: 'UNO',
      });
    });

    it('answers to no former name of what is deleted', () => {
      const standIn = createFollower();
      standIn.renameRepository('ONE', alpha);
      standIn.removeRepository('ONE', { slug: 'gamma' });
      expect(status(standIn, '/projects/ONE/repos/alpha')).toBe(404);
      standIn.renameProject('ONE', { to: 'UNO' });
      standIn.removeProject('UNO');
      expect(status(standIn, '/projects/ONE')).toBe(404);
    });

    it('answers to a former name no more once another has had it', () => {
      const standIn = createFollower();
      standIn.renameRepository('ONE', alpha);
      standIn.addRepository({ project: 'ONE', slug: 'alpha' });
      standIn.removeRepository('ONE', { slug: 'alpha' });
      expect(status(standIn, '/projects/ONE/repos/alpha')).toBe(404);
      standIn.renameProject('ONE', { to: 'UNO' });
      standIn.addProject({ key: 'ONE' });
      standIn.removeProject('ONE');
      expect(status(standIn, '/projects/ONE')).toBe(404);
    });
  });

  it('builds links on another address once it has moved', () => {
    const standIn = createStandIn();
    standIn.moveTo('https://new.example.com/bitbucket/');
    expect(askStandIn(standIn, { path: '/projects/ONE' }).json).toMatchObject({
      links: {
        self: [{ href: 'https://new.example.com/bitbucket/projects/ONE' }],
      },
    });
  });
});
