import fc from 'fast-check';
import { decodePath, parseCatalogPath } from './parseCatalogPath';
import { parseIgnorePaths } from './parseIgnorePaths';
import { toOneFile } from './testing/toOneFile';

const key = 'p.catalogPath';

const parse = (
  configured: string | readonly string[],
  options: {
    logger?: { warn(message: string): void };
    ignorePaths?: readonly string[];
  } = {},
) =>
  parseCatalogPath(configured, {
    key,
    logger: options.logger,
    ignored: parseIgnorePaths(options.ignorePaths, { key: 'p.ignorePaths' }),
  });

/** The directories that are browsed, or the one whose files are listed. */
function searchOf(configured: string | readonly string[]) {
  const { search } = parse(configured).catalogPath;
  return search.type === 'directories'
    ? search.directories.map(({ directory }) => directory)
    : { tree: search.directory };
}

function directoryOf(configured: string | readonly string[]) {
  const { search } = parse(configured).catalogPath;
  const [only] = search.type === 'directories' ? search.directories : [];
  return only;
}

function outcomeOf(configured: string | readonly string[]): string {
  try {
    const { search, unseenPaths } = parse(configured).catalogPath;
    const paths =
      search.type === 'directories'
        ? search.directories.map(({ directory }) => directory)
        : [search.directory];
    const isTidy =
      paths.length > 0 &&
      ![...paths, ...unseenPaths].some(path => /^\/|\/\/|\/$/.test(path)) &&
      !unseenPaths.includes('');
    return isTidy ? 'read' : `untidy: ${paths.join()} ${unseenPaths.join()}`;
  } catch (error) {
    return String(error);
  }
}

const pieces = fc.constantFrom(
  ...['/', '.', '..', '*', '**', '?', '{', ',', '}', '[', '-', ']', '(', ')'],
  ...['+', '!', '|', '\\', '#', '%', '=', 'at', 'a', 'b', '1', ' ', '$', '@'],
);
const paths = fc.array(pieces, { maxLength: 12 }).map(all => all.join(''));

describe('parseCatalogPath', () => {
  it.each([
    ['/catalog-info.yaml', '', 'catalog-info.yaml'],
    ['catalog-info.yaml', '', 'catalog-info.yaml'],
    ['//a///b//c.yaml', 'a/b', 'c.yaml'],
    ['/a b/#1/c++/100%/%2F.yaml', 'a b/#1/c++/100%', '%2F.yaml'],
    ['/.backstage/.x.yaml', '.backstage', '.x.yaml'],
    ['/...', '', '...'],
    ['/pages/\\[slug\\]/c.yaml', 'pages/[slug]', 'c.yaml'],
    ['/pages/{slug}/{}.yaml', 'pages/{slug}', '{}.yaml'],
  ])('reads %s as one file', (configured, directory, fileName) => {
    const { catalogPath } = parse(configured);

    expect(catalogPath).toEqual(toOneFile(configured, { directory, fileName }));
    expect(directoryOf(configured)?.matches(fileName)).toBe(true);
    expect(directoryOf(configured)?.matches('other.yaml')).toBe(false);
  });

  it.each([
    ['/.backstage/*.yaml', '.backstage', 'a.yaml'],
    ['*.yaml', '', 'a.yaml'],
    ['/a/c?.yaml', 'a', 'c1.yaml'],
  ])('reads %s as a glob for one directory', (configured, directory, name) => {
    const { catalogPath } = parse(configured);

    expect(catalogPath).toMatchObject({
      unseenPaths: [configured.replace(/^\//, '')],
    });
    expect(searchOf(configured)).toEqual([directory]);
    expect(directoryOf(configured)?.fileNames).toBeUndefined();
    expect(directoryOf(configured)?.matches(name)).toBe(true);
    expect(directoryOf(configured)?.matches('other')).toBe(false);
  });

  it('reads a brace set as a glob for names that are known', () => {
    const configured = '/catalog-info.{yaml,yml}';

    expect(parse(configured).catalogPath).toMatchObject({
      unseenPaths: ['catalog-info.yaml', 'catalog-info.yml'],
    });
    expect(directoryOf(configured)?.fileNames).toEqual([
      'catalog-info.yaml',
      'catalog-info.yml',
    ]);
    expect(directoryOf(configured)?.matches('catalog-info.yml')).toBe(true);
  });

  it.each<[string | string[], unknown]>([
    [['/c.yaml'], ['']],
    [['/c.yaml', '/.backstage/*.yaml'], ['', '.backstage']],
    ['/{a,b}/c.yaml', ['a', 'b']],
    ['/{a/b,c}.yaml', ['a', '']],
    ['/**/a.yaml', { tree: '' }],
    ['/services/*/a.yaml', { tree: 'services' }],
    [['/a.yaml', '/services/*/a.yaml'], { tree: '' }],
  ])('looks for %j where its files can be', (configured, search) => {
    expect(searchOf(configured)).toEqual(search);
  });

  it('names each file of a list once', () => {
    expect(parse(['/a.yaml', 'b/{c,d}', 'a.yaml', '*.yml']).catalogPath)
      .toMatchObject({
        configured: ['/a.yaml', 'b/{c,d}', 'a.yaml', '*.yml'],
        unseenPaths: ['a.yaml', 'b/c', 'b/d', '*.yml'],
      });
  });

  it('reads a list of one path as that path', () => {
    expect(JSON.stringify(parse(['/a/c.yaml']))).toBe(
      JSON.stringify(parse('/a/c.yaml')),
    );
  });

  it('reads the ref behind a file, and warns with the key', () => {
    const logger = { warn: jest.fn() };
    const { catalogPath, at } = parse('/d/x.yaml?at=refs%2Fheads%2Fdev', {
      logger,
    });

    expect(at).toEqual({
      ref: 'refs/heads/dev',
      query: '?at=refs%2Fheads%2Fdev',
    });
    expect(catalogPath).toMatchObject({
      configured: ['/d/x.yaml'],
      unseenPaths: ['d/x.yaml'],
    });
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^p\.catalogPath holds \?at=refs%2Fheads%2Fdev: catalog files are read on refs\/heads\/dev.*branch says the same/,
        ),
      ],
    ]);
  });

  it('reads the ref behind a glob', () => {
    const { catalogPath, at } = parse('/c.{a,b}?at=dev');

    expect(at).toEqual({ ref: 'dev', query: '?at=dev' });
    expect(catalogPath.unseenPaths).toEqual(['c.a', 'c.b']);
  });

  it('warns of nothing where the path has no ref', () => {
    const logger = { warn: jest.fn() };

    parse('/c?.yaml', { logger });

    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('refuses a ref in a list, naming the place of branch', () => {
    expect(() => parse(['/a.yaml', '/b.yaml?at=dev'])).toThrow(
      'p.catalogPath[1] holds ?at=dev; in a list of paths, set branch in its place',
    );
  });

  it.each([
    ['/a.yaml\n', "'/a.yaml\n'", 'leave out the line break'],
    ['/', "'/'", 'name a file'],
    ['/a/', "'/a/'", 'name a file'],
    ['?at=dev', "'?at=dev'", 'name a file'],
    ['/a/**', "'/a/**'", 'name a file'],
    ['/a/{b,}', "'/a/{b,}'", 'name a file'],
    ['/../a.yaml', "'/../a.yaml'", 'without . and ..'],
    ['./a.yaml', "'./a.yaml'", 'without . and ..'],
    ['/a/..', "'/a/..'", 'without . and ..'],
    ['/a/**/../b', "'/a/**/../b'", 'without . and ..'],
    ['/{..,a}/b', "'/{..,a}/b'", 'without . and ..'],
    ['a\\b.yaml', "'a\\b.yaml'", 'put / between directories'],
    ['/**.yaml', "'/**.yaml'", '** stands for directories only'],
    ['/+(a/b|c).yaml', "'/+(a/b|c).yaml'", 'a ( is not closed'],
    ['/[a/b].yaml', "'/[a/b].yaml'", 'a [ is not closed'],
    ['/a/c.{yaml', "'/a/c.{yaml'", 'a { wants two or more names'],
  ])('refuses %j', (configured, shown, advice) => {
    expect(() => parse(configured)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`p.catalogPath is ${shown}; `),
      }),
    );
    expect(() => parse(configured)).toThrow(advice);
    expect(() => parse(['/x', configured])).toThrow(
      `p.catalogPath[1] is ${shown}; `,
    );
  });

  it('says of a glob that is not valid how to mend it', () => {
    expect(() => parse('/a/c.{yaml')).toThrow(
      "p.catalogPath is '/a/c.{yaml'; it is not a valid glob: a { wants two or more names, with commas between them, and a }; mend it, or put a backslash before a character that belongs to the name",
    );
  });

  it('refuses a query that is no ref, naming the key', () => {
    expect(() => parse('/a.yaml?at=%')).toThrow(
      "p.catalogPath is '/a.yaml?at=%'; % is not percent-encoded",
    );
  });

  it.each([
    ['/a/node_modules/c.yaml', 'a/node_modules'],
    ['/node_modules/*/c.yaml', 'node_modules'],
    ['/legacy/*.yaml', 'legacy'],
    ['/{a,legacy}/c.yaml', 'legacy'],
    ['/a/draft.yaml', 'a/draft.yaml'],
  ])('refuses %s, in which nothing can be found', (configured, refused) => {
    const ignorePaths = ['/legacy/**', '**/draft.yaml'];

    expect(() => parse(configured, { ignorePaths })).toThrow(
      `p.catalogPath is '${configured}', and ${refused} is left out by ignorePaths, or since it is named node_modules; name another path, or change ignorePaths`,
    );
  });

  it('accepts a directory that only the default of ignorePaths names', () => {
    expect(searchOf('/skeleton/c.yaml')).toEqual(['skeleton']);
  });

  it('reads any string, or names the key in its error', () => {
    fc.assert(
      fc.property(paths, configured => {
        expect(outcomeOf(configured)).toMatch(
          /^(read|InputError: p\.catalogPath )/,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('reads any list of strings, or names the key in its error', () => {
    const lists = fc.array(paths, { minLength: 1, maxLength: 4 });

    fc.assert(
      fc.property(lists, configured => {
        expect(outcomeOf(configured)).toMatch(
          /^(read|InputError: p\.catalogPath\[\d\])/,
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('decodePath', () => {
  it.each([
    ['/a%20b/c.yaml', '/a b/c.yaml'],
    ['/%C3%A4.yaml', '/ä.yaml'],
    ['/a%2520b.yaml', '/a%20b.yaml'],
    ['/%5bid%5D/*.yaml', '/\\[id\\]/*.yaml'],
    ['/a%2A%3f%7B.yaml', '/a\\*\\?\\{.yaml'],
    ['/a%20b%2fc.yaml', '/a b%2fc.yaml'],
    ['/a%20b/%FF.yaml', '/a b/%FF.yaml'],
  ])('decodes %s to %s', (path, decoded) => {
    expect(decodePath(path)).toBe(decoded);
  });

  it.each(['/a.yaml', '/100%/c.yaml', '/a%2Fb', '/%FF.yaml', '/%zz'])(
    'finds nothing to decode in %s',
    path => {
      expect(decodePath(path)).toBeUndefined();
    },
  );
});
