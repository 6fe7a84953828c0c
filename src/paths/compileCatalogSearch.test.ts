import { compileCatalogSearch } from './compileCatalogSearch';
import { parseIgnorePaths } from './parseIgnorePaths';
import { parsePathGlob } from './parsePathGlob';

function compile(paths: readonly string[], ignorePaths?: readonly string[]) {
  return compileCatalogSearch(
    paths.flatMap(path =>
      parsePathGlob(path, { key: 'p.catalogPath', kind: 'file' }),
    ),
    { ignored: parseIgnorePaths(ignorePaths, { key: 'p.ignorePaths' }) },
  );
}

/** What each directory is browsed for: names, or `a glob`. */
function directoriesOf(...paths: string[]) {
  const search = compile(paths);
  return search.type === 'directories'
    ? search.directories.map(
        ({ directory, fileNames }) =>
          `${directory}: ${fileNames?.join(' ') ?? 'a glob'}`,
      )
    : search.type;
}

function treeOf(paths: readonly string[], ignorePaths?: readonly string[]) {
  const search = compile(paths, ignorePaths);
  if (search.type !== 'tree') {
    throw new Error(`${paths.join()} is no search of a tree`);
  }
  return search;
}

describe('compileCatalogSearch', () => {
  it.each([
    [['/c.yaml'], [': c.yaml']],
    [['/c.{yaml,yml}'], [': c.yaml c.yml']],
    [['/c.yaml', '/c.yaml', 'c.yaml'], [': c.yaml']],
    [['/*.yaml'], [': a glob']],
    [['/c.yaml', '/*.yaml'], [': a glob']],
    [['/c.yaml', '/.backstage/*.yaml'], [': c.yaml', '.backstage: a glob']],
    [['/{a,b}/c.yaml'], ['a: c.yaml', 'b: c.yaml']],
    [['/{a/,}c.yaml'], ['a: c.yaml', ': c.yaml']],
    [['/a/c.yaml', '/b/c.yaml', '/a/d.yaml'], ['a: c.yaml d.yaml', 'b: c.yaml']],
  ])('browses each directory of %j once', (paths, directories) => {
    expect(directoriesOf(...paths)).toEqual(directories);
  });

  it('takes the names of a directory that a pattern of it matches', () => {
    const search = compile(['/a/c.yaml', '/a/*.yml', '/b/d.yaml']);
    const [inA, inB] =
      search.type === 'directories'
        ? search.directories.map(({ matches }) => matches)
        : [];
    const names = ['c.yaml', 'x.yml', '.x.yml', 'd.yaml', 'C.yaml'];

    expect(names.filter(name => inA?.(name))).toEqual(['c.yaml', 'x.yml']);
    expect(names.filter(name => inB?.(name))).toEqual(['d.yaml']);
  });

  it('leaves out a file that is ignored in a directory that is browsed', () => {
    const search = compile(['/a/*.yaml'], ['/a/x.yaml']);
    const [directory] =
      search.type === 'directories' ? search.directories : [];
    const names = ['c.yaml', 'x.yaml'].filter(name => directory?.matches(name));

    expect(names).toEqual(['c.yaml']);
  });

  it('finds files in a directory of the default that is named', () => {
    const search = compile(['/testdata/*.yaml']);
    const [directory] =
      search.type === 'directories' ? search.directories : [];

    expect(directory?.matches('c.yaml')).toBe(true);
  });

  it.each([
    [['**/c.yaml'], ''],
    [['/services/*/c.yaml'], 'services'],
    [['/a/b/**/c.yaml'], 'a/b'],
    [['/a/b/*/c.yaml', '/a/d/*/c.yaml'], 'a'],
    [['/a/b/*/c.yaml', '/a/c.yaml'], 'a'],
    [['/a/c.yaml', '/a/b/*/c.yaml'], 'a'],
    [['/services/*/c.yaml', '/c.yaml'], ''],
    [['/ab/*/c.yaml', '/a/*/c.yaml'], ''],
    [['/a/{b,c}/*/d.yaml'], 'a'],
    [['/{a,b}/**/c.yaml'], ''],
  ])('lists for %j all files below what they have in common', (paths, directory) => {
    expect(treeOf(paths).directory).toBe(directory);
  });

  it.each([
    [
      ['**/c.yaml'],
      ['c.yaml', 'a/c.yaml', 'a/b/c.yaml'],
      ['xc.yaml', 'c.yaml/x', '.a/c.yaml', 'a/C.yaml'],
    ],
    [
      ['/services/*/c.yaml', '/c.yaml'],
      ['c.yaml', 'services/a/c.yaml'],
      ['services/c.yaml', 'services/a/b/c.yaml', 'a/c.yaml'],
    ],
    [
      ['/a/**/*.yaml', '/.x/c.yml'],
      ['a/b/c.yaml', 'a/c.yaml', '.x/c.yml'],
      ['c.yaml', 'a/.c.yaml', 'a/c.yml'],
    ],
  ])('takes for %j the paths that one of them matches', (paths, inside, outside) => {
    const { matches } = treeOf(paths);

    expect(inside.filter(path => !matches(path))).toEqual([]);
    expect(outside.filter(matches)).toEqual([]);
  });

  it('leaves out what is ignored, but for directories before the first wildcard', () => {
    const { matches } = treeOf(['/testdata/**/c.yaml', '**/d.yaml']);
    const inside = ['testdata/c.yaml', 'testdata/a/c.yaml', 'a/d.yaml'];
    const outside = [
      'testdata/skeleton/c.yaml',
      'testdata/node_modules/a/c.yaml',
      'testdata/d.yaml',
      'a/testdata/d.yaml',
    ];

    expect(inside.filter(path => !matches(path))).toEqual([]);
    expect(outside.filter(matches)).toEqual([]);
  });

  it('leaves out what ignorePaths names in place of the default', () => {
    const { matches } = treeOf(['**/*.yaml'], ['/old', '**/draft.yaml']);

    expect(matches('skeleton/c.yaml')).toBe(true);
    expect(matches('old/a/c.yaml')).toBe(false);
    expect(matches('a/draft.yaml')).toBe(false);
  });

  it('takes a file that is named in full, whatever the default ignores', () => {
    const { matches } = treeOf(['**/d.yaml', '/a/testdata/c.yaml', '/skeleton']);

    expect(matches('skeleton')).toBe(true);
    expect(matches('a/testdata/c.yaml')).toBe(true);
    expect(matches('a/testdata/d.yaml')).toBe(false);
  });
});
