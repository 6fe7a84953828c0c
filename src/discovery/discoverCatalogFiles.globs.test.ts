import { JsonObject } from '@backstage/types';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { useMswServer } from '../../dev/rig/useMswServer';

const server = useMswServer();
const BROWSE = 'https://git.example.com/projects/A/repos/one/browse/';

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

function createRig(
  provider: JsonObject,
  options: { files?: readonly string[]; pageSize?: number } = {},
): ProviderRig {
  const { files = MONOREPO, pageSize = 1000 } = options;
  return new ProviderRig({
    server,
    standIn: {
      projects: [{ key: 'A' }],
      repositories: [
        {
          project: 'A',
          slug: 'one',
          files: Object.fromEntries(files.map(path => [path, ''])),
        },
      ],
      strictPageSize: pageSize,
    },
    providers: { main: provider },
  });
}

/** The paths of the files that a sweep has emitted, in their order. */
function toPaths(rig: ProviderRig): string[] {
  return rig.catalog.targets.map(target => target.replace(BROWSE, ''));
}

/** What was asked of the repository. */
function toChecks(rig: ProviderRig): string[] {
  const repository = '/projects/A/repos/one/';
  return rig.urls
    .filter(url => url.startsWith(repository))
    .map(url => url.slice(repository.length).replace(/\?.*/, ''));
}

interface Form {
  form: JsonObject;
  found: string[];
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
    found: [],
    asked: ['files'],
  },
  {
    form: { catalogPath: '/packages/*/catalog-info.yaml' },
    found: [],
    asked: ['files/packages'],
  },
  {
    form: { catalogPath: '**/catalog-info.yml', branch: 'main' },
    found: ['apps/web/catalog-info.yml?at=refs%2Fheads%2Fmain'],
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

describe('discoverCatalogFiles', () => {
  it.each(FORMS)(
    'finds $found by $asked with $form',
    async ({ form, found, asked }) => {
      const rig = createRig(form);
      expect(await rig.sweep()).toBeUndefined();
      expect(toPaths(rig)).toEqual(found);
      expect(toChecks(rig)).toEqual(asked);
      expect(rig.standIn.unknownRequests).toEqual([]);
    },
  );

  it.each(PAGED_FORMS)(
    'finds $found by $asked with $form where a page has two entries',
    async ({ form, found, asked }) => {
      const files = [...MONOREPO, '.backstage/other.yaml'];
      const rig = createRig(form, { files, pageSize: 2 });
      expect(await rig.sweep()).toBeUndefined();
      expect(toPaths(rig)).toEqual(found);
      expect(toChecks(rig)).toEqual(asked);
      expect(rig.standIn.unknownRequests).toEqual([]);
    },
  );

  it('lists a tree to its last page', async () => {
    const provider = { catalogPath: '**/catalog-info.yaml' };
    const rig = createRig(provider, { pageSize: 5 });
    expect(await rig.sweep()).toBeUndefined();
    expect(toPaths(rig)).toHaveLength(4);
    expect(rig.urls.filter(url => url.includes('/files'))).toEqual([
      '/projects/A/repos/one/files?limit=10000',
      '/projects/A/repos/one/files?start=5&limit=10000',
      '/projects/A/repos/one/files?start=10&limit=10000',
    ]);
  });

  it('lists the whole tree where what the pattern begins with is a file', async () => {
    const rig = createRig(
      { catalogPath: '/services/*/catalog-info.yaml' },
      { files: ['services'] },
    );
    expect(await rig.sweep()).toBeUndefined();
    expect(toPaths(rig)).toEqual([]);
    expect(toChecks(rig)).toEqual(['files/services', 'files']);
    expect(rig.log.at('warn')).toEqual([]);
  });

  it('finds the same files in the same order at every sweep', async () => {
    const rig = createRig({ catalogPath: ['**/*.yml', '**/*.yaml'] });
    await rig.sweep();
    const first = toPaths(rig);
    await rig.sweepInNewProcess();
    expect(toPaths(rig)).toEqual(first);
    expect([...first].sort()).toEqual(first);
  });

  it('cuts a repository off at maxFilesPerRepository, and says of which', async () => {
    const rig = createRig({
      catalogPath: '**/catalog-info.yaml',
      maxFilesPerRepository: 2,
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(toPaths(rig)).toEqual([
      'catalog-info.yaml',
      'services/a/b/catalog-info.yaml',
    ]);
    expect(rig.log.at('warn')).toEqual([
      'main: A/one has 4 catalog files, of which the first 2 are taken in; raise maxFilesPerRepository, or narrow catalogPath or ignorePaths',
    ]);
  });

  it('says nothing of a repository with just as many as may be taken in', async () => {
    const rig = createRig({
      catalogPath: '**/catalog-info.yaml',
      maxFilesPerRepository: 4,
    });
    await rig.sweep();
    expect(toPaths(rig)).toHaveLength(4);
    expect(rig.log.at('warn')).toEqual([]);
  });

  it.each([
    ['**/catalog-info.yaml', /\/files\?/],
    ['**/catalog-info.yaml', /default-branch/],
    ['/services/*/catalog-info.yaml', /\/files\/services\?/],
    [['/catalog-info.yaml', '/.backstage/*'], /browse\/\.backstage/],
  ])(
    'keeps what %j has found when %s is answered 500, also in a new process',
    async (catalogPath, match) => {
      const rig = createRig({ catalogPath });
      await rig.sweep();
      const before = toPaths(rig);
      expect(before).not.toEqual([]);

      rig.breakWith({ match, respond: { status: 500 } });
      expect(await rig.sweep()).toBeUndefined();
      expect(toPaths(rig)).toEqual(before);
      expect(await rig.sweepInNewProcess()).toBeUndefined();
      expect(toPaths(rig)).toEqual(before);
      expect(rig.log.at('warn').join()).toContain('A/one');

      rig.breakWith();
      rig.standIn.removeFile('A', { slug: 'one', path: before[0]! });
      expect(await rig.sweep()).toBeUndefined();
      expect(toPaths(rig)).toEqual(before.slice(1));
    },
  );
});
