import { expectEntityRefs } from './expectEntityRefs';
import {
  discoverRepositories,
  type DiscoveredRepositories,
} from './rig/discoverRepositories';
import { toComponentFile } from './rig/toComponentFile';
import { MemoryFileTree } from './standin/model/MemoryFileTree';

const BRANCH = 'release/a&b+c#1';

/** Files by path, each with a component of the name given. */
function toFiles(names: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).map(([path, name]) => [path, toComponentFile(name)]),
  );
}

/** What each provider finds. */
const FOUND = {
  monorepo: ['orders', 'billing', 'web'],
  branch: ['prepared', 'not-prepared'],
  labelled: ['tool', 'notes'],
};

const REPOSITORIES = {
  projects: [
    { key: 'MONO' },
    { key: 'BRANCH' },
    { key: 'LABEL' },
    { key: '~noor' },
  ],
  repositories: [
    {
      project: 'MONO',
      slug: 'everything',
      files: toFiles({
        'services/orders/catalog-info.yaml': 'orders',
        'services/billing/catalog-info.yaml': 'billing',
        'apps/web/catalog-info.yml': 'web',
        'node_modules/x/catalog-info.yaml': 'a-dependency',
        'templates/skeleton/catalog-info.yaml': 'a-skeleton',
        'legacy/catalog-info.yaml': 'left-behind',
      }),
    },
    {
      project: 'MONO',
      slug: 'sandbox-one',
      files: toFiles({ 'catalog-info.yaml': 'a-sandbox' }),
    },
    {
      project: 'BRANCH',
      slug: 'prepared',
      branches: {
        main: new MemoryFileTree(toFiles({ 'catalog-info.yaml': 'too-old' })),
        [BRANCH]: new MemoryFileTree(
          toFiles({ 'catalog-info.yaml': 'prepared' }),
        ),
      },
    },
    {
      project: 'BRANCH',
      slug: 'not-prepared',
      files: toFiles({ 'catalog-info.yaml': 'not-prepared' }),
    },
    ...['tool', 'unlabelled'].map(slug => ({
      project: 'LABEL',
      slug,
      labels: slug === 'tool' ? ['backstage'] : [],
      files: toFiles({ 'catalog-info.yaml': slug }),
    })),
    {
      project: 'LABEL',
      slug: 'tool-fork',
      forkOf: { project: 'LABEL', slug: 'tool' },
      labels: ['backstage'],
      files: toFiles({ 'catalog-info.yaml': 'a-fork' }),
    },
    {
      project: '~noor',
      slug: 'notes',
      labels: ['backstage'],
      files: toFiles({ 'catalog-info.yaml': 'notes' }),
    },
  ],
};

describe('what is discovered', () => {
  let rig: DiscoveredRepositories;

  beforeAll(async () => {
    rig = await discoverRepositories(REPOSITORIES, {
      providers: {
        monorepo: {
          catalogPath: ['/services/*/*.yaml', '**/catalog-info.{yaml,yml}'],
          ignorePaths: ['/legacy', '**/skeleton'],
          filters: {
            projectKey: 'MONO',
            exclude: { repoSlug: '^sandbox-' },
          },
        },
        branch: {
          branch: BRANCH,
          fallbackBranch: 'HEAD',
          filters: { projectKey: ['^BRANCH$'] },
        },
        labelled: {
          includePersonalRepos: true,
          filters: {
            labels: { include: ['backstage'] },
            allowForks: false,
            exclude: { projectKey: ['MONO', 'BRANCH'] },
          },
        },
      },
    });
  });

  afterAll(() => rig?.stop());

  it('is every file of a monorepo but the ignored ones, the branch with its fallback, and what is labelled, with what is excluded left out', async () => {
    await expectEntityRefs(
      rig.backend.catalog,
      Object.values(FOUND)
        .flat()
        .map(name => `component:default/${name}`),
    );
  });

  it('is told in one line a provider', () => {
    const output = rig.backend.output();
    expect(output).toContain(
      'monorepo: 2 repositories in 3 projects, 2 projects left out by filters.projectKey, 1 repository left out by filters.exclude.repoSlug, 3 catalog files, 0 unknown, 6 requests',
    );
    expect(output).toContain('branch: 2 repositories in 3 projects');
    expect(output).toContain('labelled: 4 repositories in 4 projects');
  });
});
