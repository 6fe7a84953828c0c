import { parseRepositoryAddress } from './parseRepositoryAddress';

const base = 'https://git.example.com';

describe('parseRepositoryAddress', () => {
  it.each([
    `${base}/projects/KEY/repos/slug`,
    `${base}/projects/KEY/repos/slug/`,
    `${base}/projects/KEY/repos/slug/browse`,
    `${base}/projects/KEY/repos/slug/browse/`,
    `${base}/projects/KEY/repos/slug/browse#readme`,
    `${base}/projects/KEY/repos/slug?at=`,
    `${base}/projects/KEY/repos/slug/browse?limit=50`,
    `${base}/projects/KEY/repos/slug/raw`,
    `${base}/projects/KEY/repos/slug/commits`,
    `${base}/projects/KEY/repos/slug/commits/4be1f00?until=x`,
    `${base}/projects/KEY/repos/slug/branches/`,
    `${base}/projects/KEY/repos/slug/pull-requests/5/overview`,
    `${base}/projects/KEY/repos/slug/compare/diff?targetBranch=x#a`,
    `${base}/projects/KEY/repos/slug/any/other/browse/a.yaml`,
    `${base}/projects/%4BEY/repos/s%6Cug`,
    `${base}/PROJECTS/KEY/repos/slug`,
    `${base}/scm/KEY/slug.git`,
    `${base}/scm/KEY/slug`,
    'https://jane:pass@git.example.com/scm/KEY/slug.git',
    'https://GIT.example.com:443/projects/KEY/repos/slug',
  ])('finds a repository in %s', address => {
    expect(parseRepositoryAddress(address)).toEqual({
      baseUrl: base,
      projectKey: 'KEY',
      repoSlug: 'slug',
      path: '',
    });
  });

  it.each([
    [`${base}/users/jane.doe/repos/own`, '~jane.doe'],
    [`${base}/projects/~jane.doe/repos/own/browse`, '~jane.doe'],
    [`${base}/scm/~jane.doe/own.git`, '~jane.doe'],
    [`${base}/users/jane.doe/repos/own/pull-requests`, '~jane.doe'],
    ['ssh://git@git.example.com:7999/~jane.doe/own.git', '~jane.doe'],
  ])('finds the personal project of %s', (address, projectKey) => {
    expect(parseRepositoryAddress(address)).toMatchObject({
      projectKey,
      repoSlug: 'own',
    });
  });

  it.each(['', ':7999', ':22'])(
    'finds a repository in an address of ssh with the port %p, and no address of the web',
    port => {
      const address = `ssh://git@git.example.com${port}/KEY/slug.git`;
      expect(parseRepositoryAddress(address)).toEqual({
        projectKey: 'KEY',
        repoSlug: 'slug',
        path: '',
      });
    },
  );

  it.each([
    `${base}:8443/a/b/projects/K/repos/browse`,
    `${base}:8443/a/b/scm/K/browse.git`,
  ])('keeps port and context path of %s', address => {
    expect(parseRepositoryAddress(address)).toMatchObject({
      baseUrl: `${base}:8443/a/b`,
      repoSlug: 'browse',
    });
  });

  it.each([
    ['browse/a/b.yaml', 'a/b.yaml'],
    ['browse/a%20b/%C3%A4%23.yaml/', 'a b/ä#.yaml'],
    ['browse/100%/c', '100%/c'],
    ['browse/projects/K/repos/r', 'projects/K/repos/r'],
    ['raw/a/b.yaml', 'a/b.yaml'],
    ['raw/a%20b.yaml?at=main', 'a b.yaml'],
    ['raw/browse/b.yaml', 'browse/b.yaml'],
  ])('finds behind /repos/r/%s the path %s', (behind, path) => {
    const address = `${base}/projects/P/repos/r/${behind}`;
    expect(parseRepositoryAddress(address)).toMatchObject({
      projectKey: 'P',
      repoSlug: 'r',
      path,
    });
  });

  it.each([
    ['main', 'main'],
    ['refs%2Fheads%2Ffeature%2Fa%26b', 'refs/heads/feature/a&b'],
    ['refs/tags/v1.0&limit=5', 'refs/tags/v1.0'],
  ])('takes from ?at=%s the ref %s', (at, ref) => {
    const address = `${base}/projects/P/repos/r?at=${at}`;
    expect(parseRepositoryAddress(address)).toMatchObject({ ref });
  });

  it.each([
    '',
    'no address',
    base,
    `${base}/projects/KEY`,
    `${base}/projects/KEY/repos`,
    `${base}/users/jane`,
    `${base}/scm/slug.git`,
    `${base}/scm/%2e%2e%2f/..%2f.git/x`,
    'ssh://git@git.example.com:7999/slug.git',
    'ssh://git@git.example.com:7999/a/b/slug.git',
    'git@git.example.com:key/slug.git',
    `${base}/projects/KEY/repos/../x`,
    `${base}/projects/KEY/repos/slug/browse/a%2F..%2Fb`,
  ])('finds nothing in %p', address => {
    expect(parseRepositoryAddress(address)).toBeUndefined();
  });
});
