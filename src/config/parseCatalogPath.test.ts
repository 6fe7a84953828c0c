import fc from 'fast-check';
import { parseCatalogPath } from './parseCatalogPath';

const key = 'p.catalogPath';

function outcomeOf(configured: string): string {
  try {
    const { directory, fileName } = parseCatalogPath(configured, { key });
    const isTidy = !/^\/|\/\/|\/$/.test(directory) && fileName !== '';
    return isTidy ? 'read' : `untidy: ${directory} ${fileName}`;
  } catch (error) {
    return String(error);
  }
}

describe('parseCatalogPath', () => {
  it.each([
    ['/catalog-info.yaml', '', 'catalog-info.yaml'],
    ['catalog-info.yaml', '', 'catalog-info.yaml'],
    ['//a///b//c.yaml', 'a/b', 'c.yaml'],
    ['/a b/#1/c++/100%/%2F.yaml', 'a b/#1/c++/100%', '%2F.yaml'],
    ['/.backstage/.x.yaml', '.backstage', '.x.yaml'],
    ['/...', '', '...'],
    ['/pages/\\[slug\\]/c.yaml', 'pages/[slug]', 'c.yaml'],
  ])('reads %s as one file', (configured, directory, fileName) => {
    const path = parseCatalogPath(configured, { key });

    expect(path).toEqual({
      configured,
      directory,
      fileName,
      matches: expect.any(Function),
    });
    expect(path.matches(fileName)).toBe(true);
    expect(path.matches('other.yaml')).toBe(false);
  });

  it.each([
    ['/catalog-info.{yaml,yml}', '', 'catalog-info.yml'],
    ['/.backstage/*.yaml', '.backstage', 'a.yaml'],
    ['*.yaml', '', 'a.yaml'],
    ['/a/c?.yaml', 'a', 'c1.yaml'],
  ])('reads %s as a glob for one directory', (configured, directory, name) => {
    const path = parseCatalogPath(configured, { key });

    expect(path.directory).toBe(directory);
    expect(path.fileName).toBeUndefined();
    expect(path.matches(name)).toBe(true);
    expect(path.matches('other')).toBe(false);
  });

  it('reads the ref behind a file, and warns with the key', () => {
    const logger = { warn: jest.fn() };
    const configured = '/d/x.yaml?at=refs%2Fheads%2Fdev';

    expect(parseCatalogPath(configured, { key, logger })).toEqual({
      configured,
      directory: 'd',
      fileName: 'x.yaml',
      matches: expect.any(Function),
      at: { ref: 'refs/heads/dev', query: '?at=refs%2Fheads%2Fdev' },
    });
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringContaining(
          'p.catalogPath holds ?at=refs%2Fheads%2Fdev: catalog files are read on refs/heads/dev',
        ),
      ],
    ]);
  });

  it('reads the ref behind a glob', () => {
    const path = parseCatalogPath('/c.{a,b}?at=dev', { key });

    expect(path.at).toEqual({ ref: 'dev', query: '?at=dev' });
    expect(path.matches('c.b')).toBe(true);
  });

  it('warns of nothing where the path has no ref', () => {
    const logger = { warn: jest.fn() };

    parseCatalogPath('/c?.yaml', { key, logger });

    expect(logger.warn).not.toHaveBeenCalled();
  });

  it.each([
    [123, '123 (a number)', 'a path such as /catalog-info.yaml is wanted'],
    [true, 'true (a boolean)', 'a path such as'],
    [['/a'], 'a list', 'a path such as'],
    [{}, 'an object', 'a path such as'],
    ['', 'empty', 'give it a path'],
    ['  ', "'  '", 'give it a path'],
    ['/a.yaml\n', "'/a.yaml\n'", 'leave out the line break'],
    ['/', "'/'", 'name a file'],
    ['/a/', "'/a/'", 'name a file'],
    ['?at=dev', "'?at=dev'", 'name a file'],
    ['/../a.yaml', "'/../a.yaml'", 'without . and ..'],
    ['./a.yaml', "'./a.yaml'", 'without . and ..'],
    ['/a/..', "'/a/..'", 'without . and ..'],
    ['a\\b.yaml', "'a\\b.yaml'", 'put / between directories'],
    ['/**/a.yaml', "'/**/a.yaml'", 'not supported yet'],
    ['/a/**', "'/a/**'", 'not supported yet'],
    ['/**.yaml', "'/**.yaml'", 'not supported yet'],
    ['/*/a.yaml', "'/*/a.yaml'", 'not supported yet'],
    ['/{a,b}/c.yaml', "'/{a,b}/c.yaml'", 'not supported yet'],
    ['/{a/b,c}.yaml', "'/{a/b,c}.yaml'", 'not supported yet'],
    ['/+(a/b|c).yaml', "'/+(a/b|c).yaml'", 'not supported yet'],
    ['/[a/b].yaml', "'/[a/b].yaml'", 'not supported yet'],
    ['/a/**/../b', "'/a/**/../b'", 'without . and ..'],
  ])('refuses %j', (configured, shown, advice) => {
    const parse = () => parseCatalogPath(configured, { key });

    expect(parse).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`p.catalogPath is ${shown}; `),
      }),
    );
    expect(parse).toThrow(advice);
  });

  it('says what is supported where a glob goes across directories', () => {
    expect(() => parseCatalogPath('/**/a.yaml', { key })).toThrow(
      'only the file name may be a glob, such as /catalog-info.{yaml,yml} or /.backstage/*.yaml',
    );
  });

  it('refuses a glob that is not valid, naming the key', () => {
    expect(() => parseCatalogPath('/a/c.{yaml', { key })).toThrow(
      "p.catalogPath ends in 'c.{yaml', which is not a valid glob",
    );
  });

  it('refuses a query that is no ref, naming the key', () => {
    expect(() => parseCatalogPath('/a.yaml?at=%', { key })).toThrow(
      "p.catalogPath is '/a.yaml?at=%'; % is not percent-encoded",
    );
  });

  it('reads any string, or names the key in its error', () => {
    const pieces = fc.constantFrom(
      ...['/', '.', '..', '*', '?', '{', ',', '}', '[', '-', ']', '(', ')'],
      ...['+', '!', '|', '\\', '#', '%', '=', 'at', 'a', 'b', '1', ' '],
    );
    const paths = fc.array(pieces, { maxLength: 12 }).map(all => all.join(''));

    fc.assert(
      fc.property(paths, configured => {
        expect(outcomeOf(configured)).toMatch(
          /^(read|InputError: p\.catalogPath )/,
        );
      }),
      { numRuns: 500 },
    );
  });
});
