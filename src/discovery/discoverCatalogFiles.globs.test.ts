import { JsonObject } from '@backstage/types';
import { discoverOne } from '../../dev/rig/discoverOne';
import { useApiRig } from '../../dev/rig/useApiRig';

const rig = useApiRig();

/** A repository with catalog files where people have them. */
const MONOREPO = [
  '.backstage/all.yaml',
  '.backstage/more.yml',
  'README.md',
  'apps/web/catalog-info.yml',
  'apps/web/node_modules/x/catalog-info.yaml',
  'catalog-info.yaml',
  'node_modules/y/catalog-info.yaml',
  'services/a/b/catalog-info.yaml',
  'services/billing/catalog-info.yaml',
  'services/billing/skeleton/catalog-info.yaml',
  'services/orders/.hidden/catalog-info.yaml',
  'services/orders/catalog-info.yaml',
];

async function discover(
  provider: JsonObject,
  options: { files?: readonly string[]; pageSize?: number } = {},
) {
  const { files = MONOREPO, pageSize = 1000 } = options;
  return discoverOne(rig, {
    repository: {
      files: Object.fromEntries(files.map(path => [path, ''])),
    },
    provider,
    standIn: { strictPageSize: pageSize },
  });
}

interface Form {
  form: JsonObject;
  found: string[] | string;
  asked: string[];
}

const FORMS: Form[] = [
  {
    form: { catalogPath: '/catalog-info.{yaml,yml}' },
    found: ['catalog-info.yaml'],
    asked: ['browse'],
  },
  {
    form: { catalogPath: '/.backstage/*' },
    found: ['.backstage/all.yaml', '.backstage/more.yml'],
    asked: ['browse/.backstage'],
  },
  {
    form: { catalogPath: ['/catalog-info.yaml', '/.backstage/*.yaml'] },
    found: ['.backstage/all.yaml', 'catalog-info.yaml'],
    asked: ['browse', 'browse/.backstage'],
  },
  {
    form: { catalogPath: '/services/{orders,billing}/catalog-info.yaml' },
    found: [
      'services/billing/catalog-info.yaml',
      'services/orders/catalog-info.yaml',
    ],
    asked: ['browse/services/orders', 'browse/services/billing'],
  },
  {
    form: { catalogPath: ['/*.yaml', '/catalog-info.*', 'catalog-info.yaml'] },
    found: ['catalog-info.yaml'],
    asked: ['browse'],
  },
  {
    form: { catalogPath: '/services/*/catalog-info.yaml' },
    found: [
      'services/billing/catalog-info.yaml',
      'services/orders/catalog-info.yaml',
    ],
    asked: ['files/services', 'default-branch'],
  },
  {
    form: { catalogPath: '**/catalog-info.{yaml,yml}' },
    found: [
      'apps/web/catalog-info.yml',
      'catalog-info.yaml',
      'services/a/b/catalog-info.yaml',
      'services/billing/catalog-info.yaml',
      'services/orders/catalog-info.yaml',
    ],
    asked: ['files', 'default-branch'],
  },
  {
    form: { catalogPath: ['**/catalog-info.yaml', '/.backstage/*.yaml'] },
    found: [
      '.backstage/all.yaml',
      'catalog-info.yaml',
      'services/a/b/catalog-info.yaml',
      'services/billing/catalog-info.yaml',
      'services/orders/catalog-info.yaml',
    ],
    asked: ['files', 'default-branch'],
  },
  {
    form: { catalogPath: '**/catalog-info.yaml', ignorePaths: [] },
    found: [
      'catalog-info.yaml',
      'services/a/b/catalog-info.yaml',
      'services/billing/catalog-info.yaml',
      'services/billing/skeleton/catalog-info.yaml',
      'services/orders/catalog-info.yaml',
    ],
    asked: ['files', 'default-branch'],
  },
  {
    form: {
      catalogPath: '**/catalog-info.yaml',
      ignorePaths: ['/services/*/b', '**/skeleton/**', 'catalog-info.yaml'],
    },
    found: [
      'services/billing/catalog-info.yaml',
      'services/orders/catalog-info.yaml',
    ],
    asked: ['files', 'default-branch'],
  },
  {
    form: { catalogPath: '/services/billing/skeleton/**/*.yaml' },
    found: ['services/billing/skeleton/catalog-info.yaml'],
    asked: ['files/services/billing/skeleton', 'default-branch'],
  },
  {
    form: { catalogPath: '**/catalog.yaml' },
    found: 'noFile',
    asked: ['files'],
  },
  {
    form: { catalogPath: '/packages/*/catalog-info.yaml' },
    found: 'noFile',
    asked: ['files/packages'],
  },
  {
    form: { catalogPath: '**/catalog-info.yml', branch: 'main' },
    found: ['apps/web/catalog-info.yml'],
    asked: ['files'],
  },
];

/**
 * With two entries a page, directories first, the root has three pages and
 * `.backstage` has two.
 */
const PAGED_FORMS: Form[] = [
  {
    form: { catalogPath: '/catalog-info.yaml' },
    found: ['catalog-info.yaml'],
    asked: ['browse', 'browse', 'browse'],
  },
  {
    form: { catalogPath: '/.backstage/all.yaml' },
    found: ['.backstage/all.yaml'],
    asked: ['browse/.backstage'],
  },
  {
    form: { catalogPath: '/catalog-info.{yaml,yml}' },
    found: ['catalog-info.yaml'],
    asked: ['browse', 'browse', 'browse'],
  },
  {
    form: { catalogPath: '/*' },
    found: ['README.md', 'catalog-info.yaml'],
    asked: ['browse', 'browse', 'browse'],
  },
  {
    form: { catalogPath: '/.backstage/*' },
    found: [
      '.backstage/all.yaml',
      '.backstage/more.yml',
      '.backstage/other.yaml',
    ],
    asked: ['browse/.backstage', 'browse/.backstage'],
  },
  {
    form: { catalogPath: ['/catalog-info.yaml', '/.backstage/*.yaml'] },
    found: [
      '.backstage/all.yaml',
      '.backstage/other.yaml',
      'catalog-info.yaml',
    ],
    asked: [
      ...['browse', 'browse', 'browse'],
      ...['browse/.backstage', 'browse/.backstage'],
    ],
  },
];

describe('discoverCatalogFiles with wildcards and lists', () => {
  it.each(FORMS)(
    'finds $found by $asked with $form',
    async ({ form, found, asked }) => {
      const given = await discover(form);
      expect(given.found).toEqual(found);
      expect(given.asked).toEqual(asked);
    },
  );

  it.each(PAGED_FORMS)(
    'finds $found by $asked with $form where a page has two entries',
    async ({ form, found, asked }) => {
      const files = [...MONOREPO, '.backstage/other.yaml'];
      const given = await discover(form, { files, pageSize: 2 });
      expect(given.found).toEqual(found);
      expect(given.asked).toEqual(asked);
    },
  );

  it('lists a tree to its last page', async () => {
    const provider = { catalogPath: '**/catalog-info.yaml' };
    const { found, urls } = await discover(provider, { pageSize: 5 });
    expect(found).toHaveLength(4);
    expect(urls.filter(url => url.includes('/files'))).toEqual([
      '/files?limit=10000',
      '/files?start=5&limit=10000',
      '/files?start=10&limit=10000',
    ]);
  });

  it('lists the whole tree where what the pattern begins with is a file', async () => {
    const { found, asked } = await discover(
      { catalogPath: '/services/*/catalog-info.yaml' },
      { files: ['services'] },
    );
    expect(found).toBe('noFile');
    expect(asked).toEqual(['files/services', 'files']);
  });

  it('finds the files in the order of their paths', async () => {
    const { found } = await discover({ catalogPath: ['**/*.yml', '**/*.yaml'] });
    expect(found).toEqual([...found].sort());
    expect(found).toContain('apps/web/catalog-info.yml');
  });

  it.each([
    [2, 2, 4],
    [3, 3, 4],
    [4, 4, undefined],
    [5, 4, undefined],
  ])(
    'takes in at most maxFilesPerRepository: with %s of 4 it takes %s, cut from %s',
    async (maxFilesPerRepository, taken, cutFrom) => {
      const { answer, found } = await discover({
        catalogPath: '**/catalog-info.yaml',
        maxFilesPerRepository,
      });
      expect(found).toEqual(
        [
          'catalog-info.yaml',
          'services/a/b/catalog-info.yaml',
          'services/billing/catalog-info.yaml',
          'services/orders/catalog-info.yaml',
        ].slice(0, taken),
      );
      expect(answer).toMatchObject({ outcome: 'present' });
      expect('cutFrom' in answer ? answer.cutFrom : undefined).toBe(cutFrom);
    },
  );
});
