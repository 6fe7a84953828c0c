import { toPicture } from '../dev/rig/toPicture';
import { loadPage } from './loadPage';

const { selectRows, toRows } = loadPage();

const everything: Choice = {
  text: '',
  result: '',
  provider: '',
  projectId: '',
  reason: '',
};

const file = {
  path: 'docs/Catalog.yaml',
  branch: 'trunk',
  target: 'https://git.example.com/x',
};

const rows = toRows(
  toPicture({
    one: [
      { projectKey: 'OLD', result: 'out', why: 'left out', files: [] },
      { projectKey: 'PLAT', repoSlug: 'api', result: 'in', files: [file] },
      {
        projectKey: 'PLAT',
        repoSlug: 'docs',
        result: 'out',
        why: 'no such file',
        files: [],
      },
      {
        projectKey: 'RIDE',
        repoSlug: 'plat',
        result: 'unknown',
        why: 'GET x answered 400',
        files: [],
      },
    ],
    two: [{ projectKey: 'PLAT', repoSlug: 'sdk', result: 'in', files: [] }],
  }),
);

const select = (choice: Partial<Choice>) =>
  selectRows(rows, { ...everything, ...choice }).map(
    ({ project, repository }) => `${project}/${repository}`,
  );

describe('selectRows', () => {
  it('gives all rows where nothing is chosen', () => {
    expect(select({})).toEqual([
      ...['OLD/', 'PLAT/api', 'PLAT/docs', 'RIDE/plat', 'PLAT/sdk'],
    ]);
    expect(select({ text: '  ' })).toHaveLength(5);
  });

  it.each([
    ['a project and a slug', 'plat/api', ['PLAT/api']],
    ['a reason', 'SUCH', ['PLAT/docs']],
    ['a branch', 'trunk', ['PLAT/api']],
    ['a path', 'catalog.yaml', ['PLAT/api']],
    ['words that stand apart', 'file plat', ['PLAT/docs']],
    ['words that no one row has all of', 'trunk such', []],
    ['what a regular expression would match', 'p.at', []],
  ])('finds %s', (_, text, found) => {
    expect(select({ text })).toEqual(found);
  });

  it.each<[keyof Choice, string, string[]]>([
    ['result', 'unknown', ['RIDE/plat']],
    ['provider', 'two', ['PLAT/sdk']],
    ['projectId', '0/PLAT', ['PLAT/api', 'PLAT/docs']],
    ['reason', 'unknown: no clear answer', ['RIDE/plat']],
    ['reason', 'no such file', ['PLAT/docs']],
  ])('gives the rows of which %s is %s', (name, value, found) => {
    expect(select({ [name]: value })).toEqual(found);
  });

  it('gives the rows that meet all that is chosen', () => {
    expect(select({ result: 'in', text: 'plat' })).toEqual([
      ...['PLAT/api', 'PLAT/sdk'],
    ]);
    expect(
      select({ result: 'in', text: 'plat', provider: 'one' }),
    ).toEqual(['PLAT/api']);
  });
});
