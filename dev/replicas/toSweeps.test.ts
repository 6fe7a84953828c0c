import { toSweeps } from './toSweeps';

const api = '/rest/api/1.0';
const projects = `${api}/projects?limit=1000`;
const list = `${api}/projects/ORBIT/repos?limit=1000`;
const browse = (slug: string) =>
  `${api}/projects/ORBIT/repos/${slug}/browse?limit=1000`;
const raw = `${api}/projects/ORBIT/repos/rocket/raw/catalog-info.yaml?at=`;

const divide = (paths: readonly string[]) =>
  toSweeps(paths.map(path => ({ method: 'GET', path })));

const [antenna, rocket] = ['ORBIT/repos/antenna', 'ORBIT/repos/rocket'];

describe('toSweeps', () => {
  it('gives what each of two sweeps in a row has browsed, whatever the order', () => {
    expect(
      divide([
        ...[projects, list, browse('rocket'), raw, browse('antenna')],
        ...[projects, list, browse('antenna'), browse('rocket')],
      ]),
    ).toEqual([
      [antenna, rocket],
      [antenna, rocket],
    ]);
  });

  it('leaves out the end of a sweep whose begin is not there', () => {
    expect(divide([browse('rocket'), projects, list])).toEqual([[]]);
  });

  it('shows two sweeps side by side', () => {
    expect(
      divide([
        ...[projects, list, browse('rocket'), projects, browse('antenna')],
        ...[list, browse('antenna'), browse('rocket')],
      ]),
    ).toEqual([[rocket], [antenna, antenna, rocket]]);
  });
});
