import { toPicture } from '../dev/rig/toPicture';
import { loadPage } from './loadPage';

const { sortRows, toRows } = loadPage();

const rows = toRows(
  toPicture({
    main: [
      ['repo-10', 'b'],
      ['repo-9', ''],
      ['Repo-2', 'a'],
      ['api', 'b'],
    ].map(([repoSlug, why]) => ({
      projectKey: 'PLAT',
      repoSlug,
      why,
      result: 'out',
      files: [],
    })),
  }),
);

const sort = (
  key: 'repository' | 'why',
  direction: 'ascending' | 'descending',
) =>
  sortRows(rows, { toKey: row => row[key], direction }).map(
    ({ repository }) => repository,
  );

describe('sortRows', () => {
  it('takes numbers for numbers, and letters of both cases together', () => {
    expect(sort('repository', 'ascending')).toEqual([
      ...['api', 'Repo-2', 'repo-9', 'repo-10'],
    ]);
    expect(sort('repository', 'descending')).toEqual([
      ...['repo-10', 'repo-9', 'Repo-2', 'api'],
    ]);
  });

  it('has what is empty last both ways, and what is alike in its order', () => {
    expect(sort('why', 'ascending')).toEqual([
      ...['Repo-2', 'repo-10', 'api', 'repo-9'],
    ]);
    expect(sort('why', 'descending')).toEqual([
      ...['repo-10', 'api', 'Repo-2', 'repo-9'],
    ]);
  });

  it('leaves the given rows as they are', () => {
    const before = [...rows];
    sort('repository', 'ascending');
    expect(rows).toEqual(before);
  });
});
