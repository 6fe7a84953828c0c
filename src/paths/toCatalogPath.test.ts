import { parseCatalogPath } from './parseCatalogPath';
import { parseIgnorePaths } from './parseIgnorePaths';
import { matchesCatalogPath } from './toCatalogPath';

function parse(configured: string | string[]) {
  const ignored = parseIgnorePaths(undefined, { key: 'p.ignorePaths' });
  return parseCatalogPath(configured, { key: 'p.catalogPath', ignored })
    .catalogPath;
}

describe('toCatalogPath', () => {
  it.each<[string | string[], string[], string[]]>([
    [
      '/pages/[id]/c.yaml',
      ['pages/[id]/c.yaml', 'pages/d/c.yaml'],
      ['pages/[id]/c.yaml'],
    ],
    [
      '/pages/[id]/c.yaml',
      ['pages/d/c.yaml', 'pages/i/c.yaml'],
      ['pages/d/c.yaml', 'pages/i/c.yaml'],
    ],
    ['/a-*.yaml', ['a-*.yaml', 'a-b.yaml'], ['a-*.yaml']],
    [
      ['/[id].yaml', '/*.yaml'],
      ['[id].yaml', 'd.yaml'],
      ['[id].yaml', 'd.yaml'],
    ],
    [['/[id].yaml', '/x.yaml'], ['[id].yaml', 'x.yaml', 'd.yaml'], ['[id].yaml', 'x.yaml']],
    ['/{a,b}.yaml', ['a.yaml', 'b.yaml'], ['a.yaml', 'b.yaml']],
  ])('means by %j of %j: %j', (configured, found, meant) => {
    expect(parse(configured).toMeant(found)).toEqual(meant);
  });

  it('looks for the file of that very name where the wildcards are looked for', () => {
    const { search } = parse('/pages/[id]/c.yaml');
    expect(search).toMatchObject({ type: 'tree', directory: 'pages' });
    expect(search.type === 'tree' && search.matches('pages/[id]/c.yaml')).toBe(
      true,
    );
  });

  it('looks where the path leads decoded, unless it leads somewhere as it stands', () => {
    const { search, decoded } = parse(['/a%20b/c.yaml', '/x.yaml']);
    expect(search).toMatchObject({
      directories: [{ directory: 'a%20b' }, { directory: '' }],
    });
    expect(decoded).toMatchObject([
      { search: { directories: [{ directory: 'a b' }] } },
    ]);
    expect(decoded[0]?.isNeedless(['a%20b/c.yaml'])).toBe(true);
    expect(decoded[0]?.isNeedless(['x.yaml'])).toBe(false);
  });

  it.each(['/%2E%2E/c.yaml', '/a%0Ab.yaml', '/a/node%5Fmodules/c.yaml'])(
    'looks nowhere else for %s, which makes no sense decoded',
    configured => {
      expect(parse(configured).decoded).toEqual([]);
    },
  );

  it.each([
    ['/a%20b/c.yaml', ['a b/c.yaml']],
    ['/**/catalog-info.yaml', ['**/catalog-info.yaml']],
    ['/pages/[id]/{x}.yaml', ['pages/[id]/{x}.yaml']],
    ['/{a,b}/*.yaml', ['a/*.yaml', 'b/*.yaml']],
  ])('takes for %s, where nobody looks, %j', (configured, unseen) => {
    expect(parse(configured).unseenPaths).toEqual(unseen);
  });
});

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
    expect(matchesCatalogPath(path, parse(configured))).toBe(expected);
  });
});
