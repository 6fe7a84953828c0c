import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';

function createStandIn() {
  return new StandInBitbucket({
    baseUrl: 'https://git.example.com/bitbucket',
    projects: [
      { key: 'ZOO', name: 'animals', description: 'All of them' },
      { key: 'HID', name: 'beyond reach', hidden: true },
      { key: 'OPEN', name: 'Commons', public: true },
      { key: '~jane' },
    ],
  });
}

describe('listProjects', () => {
  it('has the keys of the recorded list, ordered by name without case', () => {
    const { json } = askStandIn(createStandIn(), { path: '/projects' });
    const self = (key: string) => ({
      self: [{ href: `https://git.example.com/bitbucket/projects/${key}` }],
    });
    expect(json).toEqual({
      size: 2,
      limit: 25,
      isLastPage: true,
      values: [
        {
          key: 'ZOO',
          id: expect.any(Number),
          name: 'animals',
          description: 'All of them',
          public: false,
          type: 'NORMAL',
          links: self('ZOO'),
        },
        {
          key: 'OPEN',
          id: expect.any(Number),
          name: 'Commons',
          public: true,
          type: 'NORMAL',
          links: self('OPEN'),
        },
      ],
      start: 0,
    });
  });

  it('leaves a gap where a project is hidden', () => {
    const path = '/projects?limit=1';
    const { json } = askStandIn(createStandIn(), { path });
    expect(json).toMatchObject({ size: 1, nextPageStart: 2 });
  });

  it('filters by a part of the name, without case', () => {
    const path = '/projects?name=COMM';
    const { json } = askStandIn(createStandIn(), { path });
    expect(json).toMatchObject({ values: [{ key: 'OPEN' }] });
  });
});

describe('getProject', () => {
  it('finds a key in any case and answers the canonical one', () => {
    const { json } = askStandIn(createStandIn(), { path: '/projects/zoo' });
    expect(json).toMatchObject({ key: 'ZOO' });
  });

  it('shows a personal project with its owner and without public', () => {
    const { json } = askStandIn(createStandIn(), { path: '/projects/~JANE' });
    expect(Object.keys(json as object)).toEqual([
      'key',
      'id',
      'name',
      'type',
      'owner',
      'links',
    ]);
    expect(json).toMatchObject({
      key: '~jane',
      type: 'PERSONAL',
      owner: { slug: 'jane', active: true, type: 'NORMAL' },
      links: {
        self: [{ href: 'https://git.example.com/bitbucket/users/jane' }],
      },
    });
  });

  it('answers 404 NoSuchProject for a missing one', () => {
    const answer = askStandIn(createStandIn(), { path: '/projects/dev' });
    expect(answer).toMatchObject({
      status: 404,
      json: {
        errors: [
          {
            context: null,
            message: 'Project dev does not exist.',
            exceptionName:
              'com.atlassian.bitbucket.project.NoSuchProjectException',
          },
        ],
      },
    });
  });

  it('answers 401 AuthorisationException for a hidden one', () => {
    const answer = askStandIn(createStandIn(), { path: '/projects/HID' });
    expect(answer).toMatchObject({
      status: 401,
      json: {
        errors: [
          { exceptionName: 'com.atlassian.bitbucket.AuthorisationException' },
        ],
      },
    });
  });
});
