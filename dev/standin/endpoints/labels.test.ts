import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';

const standIn = new StandInBitbucket({
  baseUrl: 'https://git.example.com',
  anonymous: 'public',
  projects: [{ key: 'ONE', public: true }],
  repositories: [
    { project: 'ONE', slug: 'alpha', labels: ['backend', 'java'] },
    { project: 'ONE', slug: 'beta' },
  ],
});
const headers = { authorization: 'Bearer any' };

describe('listLabeled', () => {
  const path = '/labels/java/labeled?type=REPOSITORY';

  it('answers repositories in full with their labelableType', () => {
    const { json } = askStandIn(standIn, { path, headers });
    const { values } = json as { values: object[] };
    expect(values.map(value => Object.keys(value))).toEqual([
      [
        'slug',
        'id',
        'name',
        'hierarchyId',
        'scmId',
        'state',
        'statusMessage',
        'forkable',
        'project',
        'public',
        'archived',
        'labelableType',
        'links',
      ],
    ]);
  });

  it('answers 404 NoSuchLabel for a label nothing has', () => {
    const missing = { path: '/labels/nope/labeled', headers };
    expect(askStandIn(standIn, missing)).toMatchObject({
      status: 404,
      json: {
        errors: [
          {
            context: null,
            message: 'Label not found.',
            exceptionName: 'com.atlassian.bitbucket.label.NoSuchLabelException',
          },
        ],
      },
    });
  });

  it('answers 401 to an anonymous request', () => {
    expect(askStandIn(standIn, { path }).status).toBe(401);
  });
});

describe('listRepositoryLabels', () => {
  it('pages the names', () => {
    const path = '/projects/ONE/repos/alpha/labels';
    expect(askStandIn(standIn, { path }).json).toEqual({
      size: 2,
      limit: 25,
      isLastPage: true,
      values: [{ name: 'backend' }, { name: 'java' }],
      start: 0,
    });
  });
});
