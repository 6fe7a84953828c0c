import { toPicture } from '../dev/rig/toPicture';
import { loadPage } from './loadPage';

const { toRows } = loadPage();

const file = (path: string, branch?: string) => ({
  path,
  branch,
  target: `https://git.example.com/${path}`,
});

describe('toRows', () => {
  it('makes an empty text of what there is not', () => {
    const [row] = toRows(
      toPicture({ main: [{ projectKey: 'OLD', result: 'out', files: [] }] }),
    );
    expect(row).toMatchObject({
      project: 'OLD',
      repository: '',
      why: '',
      reason: '',
      branch: '',
      filesLeftOut: 0,
    });
  });

  it('names each branch once, and leaves out those that are not known', () => {
    const files = [
      file('a.yaml', 'main'),
      file('b.yaml'),
      file('c.yaml', 'next'),
      file('d.yaml', 'main'),
    ];
    const [row] = toRows(
      toPicture({
        main: [{ projectKey: 'PLAT', repoSlug: 'api', result: 'in', files }],
      }),
    );
    expect(row?.branch).toBe('main, next');
  });

  it('gives one reason to all that is unknown, whatever has failed', () => {
    const rows = toRows(
      toPicture({
        main: ['api', 'web'].map(repoSlug => ({
          projectKey: 'PLAT',
          repoSlug,
          result: 'unknown',
          why: `GET ${repoSlug} answered 400`,
          files: [],
        })),
      }),
    );
    expect(rows.map(({ reason }) => reason)).toEqual([
      'unknown: no clear answer',
      'unknown: no clear answer',
    ]);
    expect(rows.map(({ why }) => why)).toEqual([
      'GET api answered 400',
      'GET web answered 400',
    ]);
  });

  it('tells projects of one key apart where two providers have them', () => {
    const row = {
      projectKey: 'PLAT',
      repoSlug: 'api',
      result: 'in',
      files: [],
    } as const;
    const [one, other] = toRows(toPicture({ one: [row], two: [row] }));
    expect(one?.projectId).not.toBe(other?.projectId);
  });
});
