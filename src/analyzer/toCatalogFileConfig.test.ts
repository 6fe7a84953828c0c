import { toCatalogFileConfig } from './toCatalogFileConfig';

/** What an address finds among these paths, and where it looks. */
function find(path: string, among: string[]) {
  const { search } = toCatalogFileConfig({ path }).catalogPath;
  if (search.type !== 'tree') {
    throw new Error('no search in a tree');
  }
  return { directory: search.directory, found: among.filter(search.matches) };
}

describe('toCatalogFileConfig', () => {
  it('finds both names at any depth, hidden directories included', () => {
    const files = [
      'catalog-info.yaml',
      'catalog-info.yml',
      'a/b/c/catalog-info.yaml',
      '.backstage/catalog-info.yaml',
      'a/.b/.c/catalog-info.yml',
    ];
    const others = ['my-catalog-info.yaml', 'catalog-info.yaml/x', 'a.yaml'];
    expect(find('', [...files, ...others])).toEqual({
      directory: '',
      found: files,
    });
  });

  it('finds nothing in directories that a sweep ignores by default', () => {
    const files = ['node_modules/x', 'a/skeleton', 'testdata', '__fixtures__'];
    const paths = files.map(path => `${path}/catalog-info.yaml`);
    expect(find('', paths).found).toEqual([]);
  });

  it('finds in an ignored directory what the address leads to', () => {
    const file = 'a/skeleton/catalog-info.yaml';
    const ignored = 'a/skeleton/testdata/catalog-info.yaml';
    expect(find('a/skeleton', [file, ignored]).found).toEqual([file]);
    expect(find(ignored, [file, ignored]).found).toEqual([ignored]);
  });

  it('finds the very file that an address names, whatever it is called', () => {
    const files = ['a/api.yaml', 'a/other.yaml', 'a/catalog-info.yaml'];
    expect(find('a/api.yaml', files)).toEqual({
      directory: 'a',
      found: ['a/api.yaml'],
    });
  });

  it('finds nothing beside the directory that an address names', () => {
    const inside = 'a/b/c/catalog-info.yaml';
    const beside = ['a/catalog-info.yaml', 'a/bc/catalog-info.yaml'];
    expect(find('a/b', [inside, ...beside])).toEqual({
      directory: 'a',
      found: [inside],
    });
  });

  it('looks at the default branch, or at the one ref of the address', () => {
    expect(toCatalogFileConfig({ path: '' }).refs).toEqual([{}]);
    const ref = 'refs/heads/a&b';
    expect(toCatalogFileConfig({ path: '', ref }).refs).toEqual([
      { ref, query: '?at=refs%2Fheads%2Fa%26b' },
    ]);
  });
});
