import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';

const files = { 'b.txt': '', 'a/x.txt': '', 'a/y/z.txt': '' };
const standIn = new StandInBitbucket({
  baseUrl: 'https://git.example.com',
  projects: [{ key: 'ONE' }],
  repositories: [{ project: 'ONE', slug: 'alpha', files }],
});

function ask(path: string) {
  return askStandIn(standIn, {
    path: `/projects/ONE/repos/alpha/files${path}`,
  });
}

describe('listFiles', () => {
  it('pages the paths of all files as texts', () => {
    expect(ask('?limit=2').json).toEqual({
      size: 2,
      limit: 2,
      isLastPage: false,
      values: ['a/x.txt', 'a/y/z.txt'],
      start: 0,
      nextPageStart: 2,
    });
  });

  it('gives paths relative to the folder that is asked for', () => {
    expect(ask('/a').json).toMatchObject({
      limit: 25,
      values: ['x.txt', 'y/z.txt'],
    });
  });

  it('answers 400 for a file and 404 for a missing path', () => {
    expect(ask('/b.txt').status).toBe(400);
    expect(ask('/nope').status).toBe(404);
  });
});
