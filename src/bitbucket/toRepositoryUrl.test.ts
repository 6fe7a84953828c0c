import { toRepositoryUrl } from './toRepositoryUrl';

const options = {
  host: 'git.example.com',
  apiBaseUrl: 'https://git.example.com/bitbucket/rest/api/1.0',
  integrationHosts: ['git.example.com', 'old.example.com'],
};
const repository = { projectKey: 'KEY', repoSlug: 'slug' };
const ownUrl = 'https://git.example.com/bitbucket/projects/KEY/repos/slug/browse';

describe('toRepositoryUrl', () => {
  it.each([
    'https://git.example.com/bitbucket/projects/KEY/repos/slug/browse',
    'https://git.example.com/other/projects/KEY/repos/slug/browse',
    'https://GIT.example.com/projects/KEY/repos/slug/browse',
    'http://git.example.com/projects/KEY/repos/slug/browse',
    'https://old.example.com/projects/KEY/repos/slug/browse',
  ])('keeps the link %s, whose host has an integration', selfUrl => {
    expect(toRepositoryUrl({ ...repository, selfUrl }, options)).toEqual({
      url: selfUrl,
      isRewritten: false,
    });
  });

  it('rewrites a link whose host has no integration, and says so', () => {
    const selfUrl = 'http://internal:7990/stash/projects/KEY/repos/slug/browse';
    expect(toRepositoryUrl({ ...repository, selfUrl }, options)).toEqual({
      url: ownUrl,
      isRewritten: true,
    });
  });

  it.each([
    undefined,
    '',
    'no link',
    'https://git.example.com/login',
    'https://git.example.com/projects/KEY/repos/slug',
    'https://git.example.com/projects/KEY/repos/slug/browse/file.yaml',
    'https://git.example.com/projects/KEY/repos/slug/browse?at=main',
    'https://a b/projects/KEY/repos/slug/browse',
  ])('makes the address from the API where the link is %p', selfUrl => {
    expect(toRepositoryUrl({ ...repository, selfUrl }, options)).toEqual({
      url: ownUrl,
      isRewritten: false,
    });
  });

  it('gives a personal project its own form of address', () => {
    const personal = { ...repository, projectKey: '~jane' };
    expect(toRepositoryUrl(personal, options).url).toBe(
      'https://git.example.com/bitbucket/users/jane/repos/slug/browse',
    );
  });

  it.each([
    ['https://git.example.com/rest/api/1.0', 'https://git.example.com'],
    ['https://git.example.com/rest/api/latest/', 'https://git.example.com'],
    ['http://git.example.com/a/b/rest/api/1.0', 'http://git.example.com/a/b'],
    ['https://api.internal/stash/rest/api/1.0', 'https://git.example.com/stash'],
  ])('takes scheme and context path from the API %s', (apiBaseUrl, base) => {
    expect(toRepositoryUrl(repository, { ...options, apiBaseUrl }).url).toBe(
      `${base}/projects/KEY/repos/slug/browse`,
    );
  });

  it('keeps the port of the host', () => {
    const host = 'git.example.com:7990';
    const apiBaseUrl = `http://${host}/rest/api/1.0`;
    expect(
      toRepositoryUrl(repository, { host, apiBaseUrl, integrationHosts: [] })
        .url,
    ).toBe(`http://${host}/projects/KEY/repos/slug/browse`);
  });
});
