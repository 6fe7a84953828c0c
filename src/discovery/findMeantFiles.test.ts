import type { JsonObject } from '@backstage/types';
import { discoverOne } from '../../dev/rig/discoverOne';
import { useApiRig } from '../../dev/rig/useApiRig';

const rig = useApiRig();

async function discover(provider: JsonObject, paths: readonly string[]) {
  return discoverOne(rig, {
    repository: { files: Object.fromEntries(paths.map(path => [path, ''])) },
    provider,
    standIn: { strictPageSize: 1000 },
  });
}

describe('findMeantFiles', () => {
  it.each<[string, string[], string[] | string, string[]]>([
    [
      'the name as it stands',
      ['a%20b/c.yaml', 'a b/c.yaml'],
      ['a%20b/c.yaml'],
      ['browse/a%2520b'],
    ],
    [
      'the decoded name where the other is not there',
      ['a b/c.yaml'],
      ['a b/c.yaml'],
      ['browse/a%2520b', 'browse/a%20b'],
    ],
    ['neither', ['x'], 'noFile', ['browse/a%2520b', 'browse/a%20b']],
  ])(
    'finds, with something percent-encoded, %s',
    async (_, paths, found, asked) => {
      const given = await discover({ catalogPath: '/a%20b/c.yaml' }, paths);
      expect(given.found).toEqual(found);
      expect(given.asked).toEqual(asked);
    },
  );

  it('looks for the decoded name of one path alone where the other was found', async () => {
    const catalogPath = ['/a%20b.yaml', '/c%20d.yaml'];
    const files = ['a%20b.yaml', 'a b.yaml', 'c d.yaml'];
    const { found } = await discover({ catalogPath }, files);
    expect(found).toEqual(['a%20b.yaml', 'c d.yaml']);
  });

  it.each<[string, string[], string[] | string]>([
    [
      '/pages/[id]/c.yaml',
      ['pages/[id]/c.yaml', 'pages/d/c.yaml'],
      ['pages/[id]/c.yaml'],
    ],
    ['/pages/[id]/c.yaml', ['pages/d/c.yaml'], ['pages/d/c.yaml']],
    ['/pages/{x}/c.yaml', ['pages/{x}/c.yaml'], ['pages/{x}/c.yaml']],
    ['/pages/{x}/c.yaml', ['pages/x/c.yaml'], 'noFile'],
    ['/c-*.yaml', ['c-*.yaml', 'c-1.yaml'], ['c-*.yaml']],
  ])('finds by %s of %j %j', async (catalogPath, files, found) => {
    expect((await discover({ catalogPath }, files)).found).toEqual(found);
  });

  it('asks no more often for a file that has the very name of a glob', async () => {
    const files = ['pages/[id]/c.yaml'];
    const provider = { catalogPath: '/pages/[id]/c.yaml' };
    const { asked } = await discover(provider, files);
    expect(asked).toEqual(['files/pages', 'default-branch']);
  });

  it('tells a digest of all directories that were read', async () => {
    const provider = { catalogPath: '/a%20b/c.yaml' };
    const one = await discover(provider, ['a b/c.yaml']);
    const other = await discover(provider, ['a b/c.yaml', 'a b/d.yaml']);
    expect(one.answer).toMatchObject({ digest: expect.any(String) });
    expect(other.answer).not.toMatchObject({
      digest: 'digest' in one.answer ? one.answer.digest : undefined,
    });
  });

  it.each([
    ['/**/catalog-info.yaml', '**/catalog-info.yaml'],
    ['/a%20b/c.yaml', 'a b/c.yaml'],
    ['/pages/[id]/c.yaml', 'pages/[id]/c.yaml'],
  ])(
    'takes %s with validateLocationsExist: false for %s',
    async (catalogPath, path) => {
      const provider = { catalogPath, validateLocationsExist: false };
      const { found, asked } = await discover(provider, ['x']);
      expect(found).toEqual([path]);
      expect(asked).toEqual(['default-branch']);
    },
  );
});
