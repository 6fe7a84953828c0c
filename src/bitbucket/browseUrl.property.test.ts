import { getBitbucketServerFileFetchUrl } from '@backstage/integration';
import fc from 'fast-check';
import { findRoute } from '../../dev/standin/findRoute';
import { toCatalogRefs } from '../config/toCatalogRefs';
import { isRefName, parsePathRef } from '../paths/parsePathRef';
import { parseBrowseUrl, toBrowseUrl, toFileTarget } from './browseUrl';
import { toRepositorySegments, toRestUrl } from './toRestUrl';

const host = 'git.example.com:7990';

/** Whatever makes another address of an address. */
const odd = fc.constantFrom(
  ...['%', '#', '?', '&', '+', '*', '=', ';', ':', '@', ',', '~', '!', '$'],
  ...['[', ']', '(', ')', '{', '}', "'", '"', '`', '|', '^', '<', '>', ' '],
  ...['%2F', '%2e', '%25', '%20', '%zz', '?at=', '&at=x', '://', 'ü', '漢'],
  ...['\u00a0', '\u200b', '\ufeff', '\u2028', '🚲', 'e\u0301', '\t', '\u0001'],
  ...['a', 'B', '0', '-', '_', '.'],
);
/** Names that stand in addresses for something else. */
const word = fc.constantFrom(
  ...['browse', 'raw', 'src', 'repos', 'projects', 'users', 'scm', 'blob'],
  ...['tree', 'commits', 'archive', 'r.git', '.git', '-', '...', 'git@x'],
);

/** Whether Backstage takes it for a way out, decoding as long as it can. */
function decodesToDots(text: string): boolean {
  let decoded = text;
  try {
    while (decodeURIComponent(decoded) !== decoded) {
      decoded = decodeURIComponent(decoded);
    }
  } catch {
    // As far as it goes.
  }
  return decoded.split('/').some(part => part === '.' || part === '..');
}

/**
 * A name as Bitbucket and git allow it. Left out is what the server's
 * container and Backstage refuse: a backslash, and what decodes to dots.
 */
const name = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.string({ unit: odd, minLength: 1, maxLength: 8 }),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
    { weight: 1, arbitrary: word },
  )
  .filter(text => !/[/\\\0]/.test(text) && !decodesToDots(text));

/** Keys have letters alone, but a personal one is whatever the user is called. */
const key = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,8}$/),
  name.map(user => `~${user}`),
  name.filter(text => text !== '~'),
);
const path = fc.array(name, { minLength: 1, maxLength: 4 });
const branch = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map(names => names.join('/'))
  .filter(text => isRefName(text) && !/^(?:HEAD$|refs\/)/.test(text));
const contextPath = fc.constantFrom('', '/bitbucket', '/a/b.c');

/** What the server reads for an address: it decodes each segment once. */
function toReading(url: string, options: { contextPath: string }) {
  const parsed = new URL(url);
  const route = findRoute(
    { method: 'GET', url: parsed, headers: {} },
    options,
  );
  return {
    host: parsed.host,
    ...route?.names,
    path: route?.path,
    query: [...parsed.searchParams],
    hash: parsed.hash,
  };
}

/** What Backstage's URL reader asks for, to read a target. */
function toFetchUrl(target: string, options: { apiBaseUrl: string }): string {
  return getBitbucketServerFileFetchUrl(target, { host, ...options });
}

/** A file, with the address that its target has, and that of the API. */
const file = fc
  .record({ projectKey: key, repoSlug: name, parts: path, contextPath })
  .map(given => {
    const baseUrl = `https://${host}${given.contextPath}`;
    return {
      ...given,
      path: given.parts.join('/'),
      browseUrl: toBrowseUrl(baseUrl, given),
      apiBaseUrl: `${baseUrl}/rest/api/1.0`,
    };
  });

describe('toFileTarget, of any key, slug, path and branch', () => {
  it('gives what Backstage reads this project, repository, file and branch from', () => {
    fc.assert(
      fc.property(file, branch, (given, name_) => {
        const [at] = toCatalogRefs({ branch: name_ }, { key: 'p' });
        const target = toFileTarget(given.browseUrl, { ...given, ...at });
        expect(toReading(toFetchUrl(target, given), given)).toEqual({
          host,
          projectKey: given.projectKey,
          repoSlug: given.repoSlug,
          path: given.path,
          query: [['at', `refs/heads/${name_}`]],
          hash: '',
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives what Backstage reads the default branch from where there is no ref', () => {
    fc.assert(
      fc.property(file, given => {
        const target = toFileTarget(given.browseUrl, given);
        expect(toReading(toFetchUrl(target, given), given)).toMatchObject({
          projectKey: given.projectKey,
          repoSlug: given.repoSlug,
          path: given.path,
          query: [['at', '']],
        });
      }),
    );
  });

  it('gives what Backstage reads from the place that discovery looked at', () => {
    fc.assert(
      fc.property(file, branch, (given, at) => {
        const query = `?at=${encodeURIComponent(at)}`;
        const target = toFileTarget(given.browseUrl, { ...given, query });
        const own = toRestUrl(given.apiBaseUrl, {
          segments: [...toRepositorySegments(given), 'raw', ...given.parts],
          query: { at },
        });
        expect(toReading(toFetchUrl(target, given), given)).toEqual(
          toReading(own, given),
        );
      }),
    );
  });

  it('gives what parseBrowseUrl takes apart again', () => {
    fc.assert(
      fc.property(file, branch, (given, at) => {
        const query = `?at=${encodeURIComponent(at)}`;
        const target = toFileTarget(given.browseUrl, { ...given, query });
        const { encodedPath = '', ...parsed } = parseBrowseUrl(target) ?? {};
        expect(parsed).toEqual({
          baseUrl: `https://${host}${given.contextPath}`,
          projectKey: given.projectKey,
          repoSlug: given.repoSlug,
          query,
        });
        expect(decodeURIComponent(encodedPath)).toBe(`/${given.path}`);
      }),
    );
  });

  it('gives another target for every other file', () => {
    const toTarget = (given: { browseUrl: string; path: string }) =>
      toFileTarget(given.browseUrl, given);
    fc.assert(
      fc.property(file, path, (given, others) => {
        const other = { ...given, path: others.join('/') };
        expect(toTarget(given) === toTarget(other)).toBe(
          given.path === other.path,
        );
      }),
    );
  });
});

describe('parsePathRef, of any ?at= behind a path', () => {
  it('reads the very ref that Backstage reads from the target', () => {
    const browseUrl = `https://${host}/projects/P/repos/r/browse`;
    const apiBaseUrl = `https://${host}/rest/api/1.0`;
    const text = fc.oneof(
      fc.string({ unit: odd, minLength: 1, maxLength: 8 }),
      branch.map(encodeURIComponent),
      branch,
    );
    const parse = (value: string) => {
      try {
        return parsePathRef(`/c.yaml?at=${value}`, { key: 'p' });
      } catch {
        return undefined;
      }
    };
    fc.assert(
      fc.property(text, value => {
        const { path: configured = '', at } = parse(value) ?? {};
        fc.pre(at !== undefined && configured === '/c.yaml');
        const target = toFileTarget(browseUrl, { path: 'c.yaml', ...at });
        const url = new URL(toFetchUrl(target, { apiBaseUrl }));
        expect(url.searchParams.get('at')).toBe(at?.ref);
      }),
      { numRuns: 500 },
    );
  });
});
