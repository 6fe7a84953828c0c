import { getBitbucketServerFileFetchUrl } from '@backstage/integration';
import fc from 'fast-check';
import { parseBrowseUrl, toBrowseUrl, toFileTarget } from './browseUrl';

const host = 'git.example.com';
const repository = `https://${host}/projects/P/repos/r/browse`;

describe('parseBrowseUrl', () => {
  it.each([
    [
      `https://${host}/projects/KEY/repos/slug/browse`,
      { baseUrl: `https://${host}`, projectKey: 'KEY', repoSlug: 'slug' },
    ],
    [
      `http://${host}:7990/a/b/projects/KEY/repos/my.slug-1/browse/`,
      {
        baseUrl: `http://${host}:7990/a/b`,
        projectKey: 'KEY',
        repoSlug: 'my.slug-1',
      },
    ],
    [
      `https://${host}/users/jane/repos/slug/browse`,
      { projectKey: '~jane', repoSlug: 'slug', encodedPath: '' },
    ],
    [
      `https://${host}/projects/~jane/repos/slug/browse`,
      { projectKey: '~jane' },
    ],
    [
      `https://${host}/projects/K/repos/r/browse/a%20b/c.yaml?at=x%2Fy`,
      { encodedPath: '/a%20b/c.yaml', query: '?at=x%2Fy' },
    ],
    [`https://${host}/users/a%20b/repos/r/browse`, { projectKey: '~a b' }],
    [`https://${host}/projects/K%/repos/r/browse`, { projectKey: 'K%' }],
    [
      `https://${host}/projects/A/repos/b/browse/projects/K/repos/r/browse`,
      {
        baseUrl: `https://${host}`,
        projectKey: 'A',
        repoSlug: 'b',
        encodedPath: '/projects/K/repos/r/browse',
      },
    ],
  ])('finds project, repository and path in %s', (url, expected) => {
    const parsed = parseBrowseUrl(url);
    expect(parsed).toMatchObject(expected);
  });

  it.each([
    '',
    'no address',
    `https://${host}/projects/KEY/repos/slug`,
    `https://${host}/projects/KEY/repos/slug/raw/x.yaml`,
    `https://${host}/projects/KEY/repos/slug/browser`,
    `https://${host}/scm/key/slug.git`,
    `ssh://git@${host}/key/slug.git`,
    `https://${host}/projects/../repos/slug/browse`,
    `https://${host}/projects/KEY/repos/./browse`,
    `https://${host}/projects/%2e%2e/repos/slug/browse`,
    `https://${host}/projects/KEY/repos/slug/browse#L1`,
    'https://a b/projects/KEY/repos/slug/browse',
  ])('finds nothing in %p', url => {
    expect(parseBrowseUrl(url)).toBeUndefined();
  });
});

describe('toBrowseUrl', () => {
  it.each([
    [{ projectKey: 'KEY', repoSlug: 'slug' }, '/projects/KEY/repos/slug'],
    [{ projectKey: '~jane', repoSlug: 'slug' }, '/users/jane/repos/slug'],
    [{ projectKey: '~a b', repoSlug: 'c#d' }, '/users/a%20b/repos/c%23d'],
  ])('gives the address of %p', (name, path) => {
    const baseUrl = `https://${host}/bitbucket`;
    expect(toBrowseUrl(baseUrl, name)).toBe(`${baseUrl}${path}/browse`);
  });

  it('gives what parseBrowseUrl takes apart again, for any key and slug', () => {
    const name = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter(text => !['.', '..', '~'].includes(text));
    fc.assert(
      fc.property(name, name, (projectKey, repoSlug) => {
        const url = toBrowseUrl(`https://${host}`, { projectKey, repoSlug });
        expect(parseBrowseUrl(url)).toMatchObject({ projectKey, repoSlug });
      }),
    );
  });
});

describe('toFileTarget', () => {
  it.each([
    ['catalog-info.yaml', 'catalog-info.yaml'],
    ['a/b/catalog-info.yaml', 'a/b/catalog-info.yaml'],
    ['a+b&c=d;e,f@g:h.yaml', 'a+b&c=d;e,f@g:h.yaml'],
    ['grün/[x]/$(y)/~z.yaml', 'grün/[x]/$(y)/~z.yaml'],
  ])('leaves %p as the upstream module emits it', (path, expected) => {
    expect(toFileTarget(repository, { path })).toBe(
      `${repository}/${expected}`,
    );
  });

  it.each([
    ['100%.yaml', '100%25.yaml'],
    ['a%20b.yaml', 'a%2520b.yaml'],
    ['a#b.yaml', 'a%23b.yaml'],
    ['a?b.yaml', 'a%3Fb.yaml'],
    ['a*b.yaml', 'a%2Ab.yaml'],
    ['a\\b.yaml', 'a%5Cb.yaml'],
    ['a b/c\td.yaml', 'a%20b/c%09d.yaml'],
    ['a.yaml\u0001', 'a.yaml%01'],
  ])('encodes in %p what a URL reader cannot read', (path, expected) => {
    expect(toFileTarget(repository, { path })).toBe(
      `${repository}/${expected}`,
    );
  });

  it('keeps a query byte for byte', () => {
    const query = '?at=refs%2Fheads/a+b';
    expect(toFileTarget(repository, { path: 'c.yaml', query })).toBe(
      `${repository}/c.yaml?at=refs%2Fheads/a+b`,
    );
  });

  it('doubles no slash behind an address that ends in one', () => {
    expect(toFileTarget(`${repository}/`, { path: 'c.yaml' })).toBe(
      `${repository}/c.yaml`,
    );
  });

  it('gives what the URL reader of Backstage reads the very same file from', () => {
    const key = fc
      .stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,15}$/)
      .chain(name => fc.constantFrom(name, `~${name}`));
    const slug = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/);
    const text = fc.string({ minLength: 1, unit: 'binary' });
    // Backstage refuses a path that decodes to one with dots, however often.
    const segment = text.filter(
      name => !/[/\0]|^(\.|%(25)*2e)*$/i.test(name),
    );
    const path = fc.array(segment, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(key, slug, path, text, (projectKey, repoSlug, parts, at) => {
        const target = toFileTarget(
          toBrowseUrl(`https://${host}/bitbucket`, { projectKey, repoSlug }),
          { path: parts.join('/'), query: `?at=${encodeURIComponent(at)}` },
        );
        const url = new URL(
          getBitbucketServerFileFetchUrl(target, {
            host,
            apiBaseUrl: `https://${host}/bitbucket/rest/api/1.0`,
          }),
        );
        expect(decodeURIComponent(url.pathname)).toBe(
          `/bitbucket/rest/api/1.0/projects/${projectKey}/repos/${repoSlug}/raw/${parts.join('/')}`,
        );
        expect(url.searchParams.get('at')).toBe(at);
      }),
      { numRuns: 500 },
    );
  });
});
