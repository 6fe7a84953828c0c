import { matchesCatalogPath } from './matchesCatalogPath';
import { parseCatalogPath } from './parseCatalogPath';
import { parseIgnorePaths } from './parseIgnorePaths';

function matches(path: string, configured: string | string[]): boolean {
  const ignored = parseIgnorePaths(undefined, { key: 'p.ignorePaths' });
  const options = { key: 'p.catalogPath', ignored };
  const { catalogPath } = parseCatalogPath(configured, options);
  return matchesCatalogPath(path, catalogPath);
}

describe('matchesCatalogPath', () => {
  it.each<[string, string | string[], boolean]>([
    ['catalog-info.yaml', '/catalog-info.yaml', true],
    ['a/catalog-info.yaml', '/catalog-info.yaml', false],
    ['a/b/c.yaml', ['/x.yaml', '/a/b/*.yaml'], true],
    ['a/b/c.yml', ['/x.yaml', '/a/b/*.yaml'], false],
    ['a/b/c.yaml', '**/*.yaml', true],
    ['a/node_modules/c.yaml', '**/*.yaml', false],
    ['', '**/*.yaml', false],
  ])('says of %j under %j: %s', (path, configured, expected) => {
    expect(matches(path, configured)).toBe(expected);
  });
});
