import { routes } from '../routes';
import { findDeviations } from './findDeviations';

const find = (
  path: string,
  options: { method?: string; root?: string; undescribed?: string[] } = {},
) => {
  const { pathname, searchParams } = new URL(path, 'https://a/');
  return findDeviations({
    method: 'GET',
    segments: pathname.slice(1).split('/').map(decodeURIComponent),
    query: searchParams,
    ...options,
  });
};
const repository = 'projects/KEY/repos/slug';

describe('findDeviations', () => {
  it.each([
    'projects?start=25&limit=1000',
    'projects/~jane/repos',
    repository,
    `${repository}/browse`,
    `${repository}/browse/a/b%20c.yaml?at=refs%2Fheads%2Fmain`,
    `${repository}/files/a?limit=10000`,
    `${repository}/raw/a/b.yaml?at=main`,
    `${repository}/default-branch`,
    'repos?archived=ALL&visibility=public',
    'labels/a%20b/labeled?type=REPOSITORY',
    'application-properties',
  ])('finds none in %s', path => {
    expect(find(path)).toEqual([]);
  });

  it.each([
    'projekts',
    'projects/KEY/repo/slug',
    `${repository}/raw`,
    `${repository}/brows`,
    'application-properties/a',
  ])('finds that %s is no address', path => {
    expect(find(path)).toEqual(['its address is not in the API description']);
  });

  it('finds that an address is not asked with another method', () => {
    expect(find('projects', { method: 'POST' })).toHaveLength(1);
  });

  it.each([
    ['projects?page=2', 'unknown parameter page'],
    ['projects?limit=all', "parameter limit may not be 'all'"],
    ['repos?visibility=all', "parameter visibility may not be 'all'"],
    [`${repository}/branches?details=1`, "parameter details may not be '1'"],
  ])('finds in %s that it has an %s', (path, deviation) => {
    expect(find(path)).toEqual([deviation]);
  });

  it('finds none in a parameter that servers take all the same', () => {
    const undescribed = ['limit'];
    expect(find(`${repository}/browse?limit=9`, { undescribed })).toEqual([]);
  });

  it.each(routes.map(({ root = 'api', address }) => [root, address] as const))(
    'knows of %s the address %s, which the stand-in answers',
    (root, address) => {
      expect(find(address.replace('**', 'a/b'), { root })).toEqual([]);
    },
  );
});
