import { findNearestFiles } from './askForNearestFiles';

const find = (configured: string[], paths: string[]) =>
  findNearestFiles(paths, { catalogPath: { configured } });

describe('findNearestFiles', () => {
  it.each([
    ['/catalog-info.yaml', 'catalog-info.yml'],
    ['/catalog-info.yaml', 'Catalog-Info.yaml'],
    ['/catalog-info.yaml', 'catalog_info.yaml'],
    ['/catalog-info.yaml', 'catalogue-info.yaml'],
    ['/catalog-info.yaml', 'services/orders/catalog-info.yaml'],
    ['/services/*/component.yaml', 'component.yml'],
    ['**/catalog-info.{yaml,yml}', 'catalog-info.json'],
  ])('for %s finds %s', (configured, path) => {
    expect(find([configured], ['README.md', path, 'src/index.ts'])).toEqual([
      path,
    ]);
  });

  it('finds nothing where no name comes near, or a glob leaves the name open', () => {
    expect(find(['/catalog-info.yaml'], ['README.md', 'info.yaml'])).toEqual(
      [],
    );
    expect(find(['/.backstage/*.yaml'], ['a.yaml', 'b.yml'])).toEqual([]);
  });

  it('names three at most, the nearest first, and of those alike the one nearer to the root', () => {
    expect(
      find(
        ['/catalog-info.yaml'],
        [
          'z/catalog-info.yml',
          'a/b/catalog-info.yaml',
          'c/catalog-info.yaml',
          'catalog-info.txt',
        ],
      ),
    ).toEqual([
      'c/catalog-info.yaml',
      'a/b/catalog-info.yaml',
      'z/catalog-info.yml',
    ]);
  });

  it('holds a name against each that is looked for', () => {
    expect(
      find(['/catalog-info.yaml', '/mkdocs.yml'], ['mkdocs.yaml']),
    ).toEqual(['mkdocs.yaml']);
  });
});
