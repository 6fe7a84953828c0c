import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';
import type { StandInBitbucketOptions } from '../StandInBitbucketOptions';

function createStandIn(options: Partial<StandInBitbucketOptions> = {}) {
  return new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    projects: [
      { key: 'ONE', name: 'one' },
      { key: '~jane', name: 'jane' },
    ],
    repositories: [
      { project: 'ONE', slug: 'alpha', id: 2, description: 'First' },
      { project: 'ONE', slug: 'beta', name: 'Beta', id: 3, archived: true },
      { project: 'ONE', slug: 'gone', id: 4, hidden: true },
      { project: 'ONE', slug: 'late', id: 6, state: 'INITIALISING' },
      {
        project: '~jane',
        slug: 'alpha',
        id: 8,
        public: true,
        forkOf: { project: 'ONE', slug: 'alpha' },
      },
    ],
    ...options,
  });
}

function namesOf(json: unknown): string[] {
  const { values } = json as {
    values: { slug: string; project: { key: string } }[];
  };
  return values.map(({ slug, project }) => `${project.key}/${slug}`);
}

describe('listProjectRepositories', () => {
  const path = '/projects/one/repos';

  it('has the keys of the recorded list', () => {
    const { json } = askStandIn(createStandIn(), { path: `${path}?limit=1` });
    expect(json).toEqual({
      size: 1,
      limit: 1,
      isLastPage: false,
      values: [
        {
          slug: 'alpha',
          id: 2,
          name: 'alpha',
          description: 'First',
          hierarchyId: expect.stringMatching(/^[0-9a-f]{20}$/),
          scmId: 'git',
          state: 'AVAILABLE',
          statusMessage: 'Available',
          forkable: true,
          project: {
            key: 'ONE',
            id: expect.any(Number),
            name: 'one',
            public: false,
            type: 'NORMAL',
            links: { self: [{ href: 'https://git.example.com/projects/ONE' }] },
          },
          public: false,
          archived: false,
          links: {
            clone: [
              {
                href: 'https://git.example.com/scm/one/alpha.git',
                name: 'http',
              },
              {
                href: 'ssh://git@git.example.com:7999/one/alpha.git',
                name: 'ssh',
              },
            ],
            self: [
              {
                href: 'https://git.example.com/projects/ONE/repos/alpha/browse',
              },
            ],
          },
        },
      ],
      start: 0,
      nextPageStart: 1,
    });
  });

  it('includes archived ones and leaves a gap for hidden ones', () => {
    const { json } = askStandIn(createStandIn(), {
      path: `${path}?start=1&limit=1`,
    });
    expect(json).toMatchObject({
      values: [{ slug: 'beta', archived: true }],
      nextPageStart: 3,
    });
  });

  it('has no archived before 8.0', () => {
    const standIn = createStandIn({ version: '7.21.0' });
    const { json } = askStandIn(standIn, { path });
    expect((json as { values: object[] }).values[1]).not.toHaveProperty(
      'archived',
    );
  });

  it('turns the clone links round from one repository to the next', () => {
    const { json } = askStandIn(createStandIn(), { path });
    expect(json).toMatchObject({
      values: [
        { links: { clone: [{ name: 'http' }, { name: 'ssh' }] } },
        { links: { clone: [{ name: 'ssh' }, { name: 'http' }] } },
        {},
      ],
    });
  });
});

describe('getRepository', () => {
  it('finds key and slug in any case', () => {
    const path = '/projects/one/repos/Beta';
    const { json } = askStandIn(createStandIn(), { path });
    expect(json).toMatchObject({ slug: 'beta', project: { key: 'ONE' } });
  });

  it('shows a fork in a personal project with origin and a users link', () => {
    const path = '/projects/~JANE/repos/alpha';
    const { json } = askStandIn(createStandIn(), { path });
    expect(json).toMatchObject({
      origin: { slug: 'alpha', project: { key: 'ONE' } },
      project: { key: '~jane' },
      links: {
        clone: [
          { href: 'https://git.example.com/scm/~jane/alpha.git' },
          { href: 'ssh://git@git.example.com:7999/~jane/alpha.git' },
        ],
        self: [{ href: 'https://git.example.com/users/jane/repos/alpha/browse' }],
      },
    });
  });

  it('answers 404 NoSuchRepository for a missing one', () => {
    const path = '/projects/one/repos/nope';
    expect(askStandIn(createStandIn(), { path })).toMatchObject({
      status: 404,
      json: {
        errors: [
          {
            context: null,
            message: 'Repository ONE/nope does not exist.',
            exceptionName:
              'com.atlassian.bitbucket.repository.NoSuchRepositoryException',
          },
        ],
      },
    });
  });

  it('answers 401 for a hidden one', () => {
    const path = '/projects/one/repos/gone';
    expect(askStandIn(createStandIn(), { path }).status).toBe(401);
  });
});

describe('listRepositories', () => {
  it.each([
    ['', ['~jane/alpha', 'ONE/alpha', 'ONE/late']],
    ['?archived=ALL', ['~jane/alpha', 'ONE/alpha', 'ONE/beta', 'ONE/late']],
    ['?archived=ARCHIVED', ['ONE/beta']],
    ['?projectkey=one', ['ONE/alpha', 'ONE/late']],
    ['?projectkey=none', []],
    ['?projectname=JAN', ['~jane/alpha']],
    ['?name=LPH', ['~jane/alpha', 'ONE/alpha']],
    ['?visibility=public', ['~jane/alpha']],
    ['?state=INITIALISING', ['ONE/late']],
  ])('answers /repos%s with %j', (query, expected) => {
    const { json } = askStandIn(createStandIn(), { path: `/repos${query}` });
    expect(namesOf(json)).toEqual(expected);
  });

  it('answers 400 for a state that cannot be filtered by', () => {
    const path = '/repos?state=OFFLINE';
    expect(askStandIn(createStandIn(), { path }).status).toBe(400);
  });

  it('knows neither archived nor projectkey before 8.0', () => {
    const standIn = createStandIn({ version: '7.21.0' });
    const path = '/repos?archived=ACTIVE&projectkey=none';
    expect(namesOf(askStandIn(standIn, { path }).json)).toHaveLength(4);
  });

  it('cuts a limit above the cap down to it', () => {
    const standIn = createStandIn({ maxLimit: { repositories: 2 } });
    const path = '/repos?limit=1000';
    expect(askStandIn(standIn, { path }).json).toMatchObject({
      size: 2,
      limit: 2,
      isLastPage: false,
    });
  });
});
