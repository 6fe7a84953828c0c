import { ConfigReader } from '@backstage/config';
import { readProviderConfigs } from '../config';
import { createTestApi } from '../bitbucket/testing/createTestApi';
import { toOwnFile } from './toOwnFile';

const BASE = 'https://git.example.com';

function find(url: string, provider: object = {}) {
  const config = new ConfigReader({
    integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
    catalog: { providers: { bitbucketServer: { main: { ...provider } } } },
  });
  const [providerConfig] = readProviderConfigs(config, {
    logger: { warn: () => {} } as never,
  });
  return toOwnFile(url, { api: createTestApi(), config: providerConfig! });
}

describe('toOwnFile', () => {
  it.each([
    ['projects/PRJ', 'PRJ'],
    ['users/noor', '~noor'],
    ['projects/~noor', '~noor'],
  ])('names repository and path at %s', (owner, projectKey) => {
    const url = `${BASE}/${owner}/repos/one/browse/catalog-info.yaml`;
    expect(find(url, { includePersonalRepos: true })).toEqual({
      projectKey,
      repoSlug: 'one',
      path: 'catalog-info.yaml',
    });
  });

  it('finds what a glob in a directory finds, in its own letters', () => {
    const catalogPath = '/a b/*.yaml';
    const url = `${BASE}/projects/PRJ/repos/one/browse`;
    expect(find(`${url}/a%20b/c%23.yaml`, { catalogPath })?.path).toBe(
      'a b/c#.yaml',
    );
    expect(find(`${url}/a%20b/c.json`, { catalogPath })).toBeUndefined();
    expect(find(`${url}/c.yaml`, { catalogPath })).toBeUndefined();
    expect(find(`${url}/x/a%20b/c.yaml`, { catalogPath })).toBeUndefined();
    expect(find(`${url}/100%/c.yaml`, { catalogPath })).toBeUndefined();
  });

  it.each([
    ['another host', 'https://github.com/projects/P/repos/s/browse/catalog-info.yaml'],
    ['no repository', `${BASE}/dashboard`],
    ['no address', 'rubbish'],
    ['another file', `${BASE}/projects/P/repos/s/browse/other.yaml`],
    ['a repository', `${BASE}/projects/P/repos/s/browse`],
  ])('finds nothing at %s', (_, url) => {
    expect(find(url)).toBeUndefined();
  });

  it('finds a file on the branches that are looked at, and on no other', () => {
    const url = `${BASE}/projects/PRJ/repos/one/browse/catalog-info.yaml`;
    const branches = { branch: 'prod', fallbackBranch: 'HEAD' };
    expect(find(url)).toBeDefined();
    expect(find(`${url}?at=x`)).toBeUndefined();
    expect(find(url, { branch: 'prod' })).toBeUndefined();
    expect(find(url, branches)).toBeDefined();
    const onProd = `${url}?at=refs%2Fheads%2Fprod`;
    expect(find(onProd, { branch: 'prod' })).toBeDefined();
    expect(find(onProd, branches)).toBeDefined();
    expect(find(`${url}?at=refs%2Fheads%2Fx`, branches)).toBeUndefined();
    expect(find(`${onProd}&a=b`, branches)).toBeUndefined();
  });

  it.each([
    ['a name and a password', 'jane:hunter2@', ''],
    ['a name', 'token@', ''],
    ['a password', ':token@', ''],
    ['a token in its query', '', '?access_token=abc'],
  ])('finds nothing at an address with %s', (_, user, query) => {
    const address = BASE.replace('//', `//${user}`);
    const file = 'projects/PRJ/repos/one/browse/catalog-info.yaml';
    expect(find(`${address}/${file}${query}`)).toBeUndefined();
  });

  it('finds nothing that a filter on names leaves out', () => {
    const url = `${BASE}/projects/PRJ/repos/one/browse/catalog-info.yaml`;
    expect(find(url, { filters: { projectKey: '^PRJ$' } })).toBeDefined();
    expect(find(url, { filters: { projectKey: '^OTHER$' } })).toBeUndefined();
    expect(find(url, { filters: { repoSlug: 'two' } })).toBeUndefined();
  });
});
