import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Repository } from '../bitbucket';
import { ProviderFilters, readProviderConfigs } from '../config';
import {
  findFilterExcludingLabels,
  findFilterExcludingName,
  findFilterExcludingProject,
  findFilterExcludingRepository,
} from './findExcludingFilter';

function readFilters(provider: JsonObject): ProviderFilters {
  const [config] = readProviderConfigs(
    new ConfigReader({
      integrations: { bitbucketServer: [{ host: 'git.example.com' }] },
      catalog: { providers: { bitbucketServer: { main: provider } } },
    }),
  );
  return config!.filters;
}

const plain: Repository = {
  projectKey: 'PRJ',
  repoSlug: 'service',
  state: 'AVAILABLE',
  archived: false,
  isPublic: false,
  isFork: false,
};

/** Every kind of repository that a filter can tell from another. */
const KINDS = {
  plain,
  archived: { ...plain, archived: true },
  fork: { ...plain, isFork: true },
  open: { ...plain, isPublic: true },
  sandbox: { ...plain, repoSlug: 'sandbox-service' },
  elsewhere: { ...plain, projectKey: 'OTHER' },
  personal: { ...plain, projectKey: '~noor' },
  everything: {
    ...plain,
    projectKey: '~noor',
    repoSlug: 'sandbox-x',
    archived: true,
    isFork: true,
    isPublic: true,
  },
} satisfies Record<string, Repository>;

type Kind = keyof typeof KINDS;

/** Each filter, and the kinds that it leaves out, by the reason given. */
const ROWS: [string, JsonObject, Partial<Record<Kind, string>>][] = [
  ['no filter', {}, { personal: 'personal', everything: 'personal' }],
  ['includePersonalRepos', { includePersonalRepos: true }, {}],
  [
    'includePersonalRepos: false',
    { includePersonalRepos: false },
    { personal: 'personal', everything: 'personal' },
  ],
  [
    'projectKey',
    { includePersonalRepos: true, filters: { projectKey: '^PRJ$' } },
    {
      elsewhere: 'projectKey',
      personal: 'projectKey',
      everything: 'projectKey',
    },
  ],
  [
    'a list of projectKey',
    { includePersonalRepos: true, filters: { projectKey: ['^PRJ$', '^~'] } },
    { elsewhere: 'projectKey' },
  ],
  [
    'repoSlug',
    { includePersonalRepos: true, filters: { repoSlug: 'service$' } },
    { everything: 'repoSlug' },
  ],
  [
    'a list of repoSlug',
    { includePersonalRepos: true, filters: { repoSlug: ['^x', '^sandbox-'] } },
    {
      plain: 'repoSlug',
      archived: 'repoSlug',
      fork: 'repoSlug',
      open: 'repoSlug',
      elsewhere: 'repoSlug',
      personal: 'repoSlug',
    },
  ],
  [
    'exclude.projectKey, which wins over projectKey',
    {
      includePersonalRepos: true,
      filters: { projectKey: ['PRJ', 'OTHER', '~'], exclude: { projectKey: 'O' } },
    },
    { elsewhere: 'exclude.projectKey' },
  ],
  [
    'a list of exclude.projectKey',
    {
      includePersonalRepos: true,
      filters: { exclude: { projectKey: ['^~', '^OTHER$'] } },
    },
    {
      elsewhere: 'exclude.projectKey',
      personal: 'exclude.projectKey',
      everything: 'exclude.projectKey',
    },
  ],
  [
    'exclude.repoSlug, which wins over repoSlug',
    {
      includePersonalRepos: true,
      filters: { repoSlug: '.', exclude: { repoSlug: ['^sandbox-', '^y'] } },
    },
    { sandbox: 'exclude.repoSlug', everything: 'exclude.repoSlug' },
  ],
  [
    'an empty list of exclude.repoSlug',
    { includePersonalRepos: true, filters: { exclude: { repoSlug: [] } } },
    {},
  ],
  [
    'skipArchivedRepos',
    { includePersonalRepos: true, filters: { skipArchivedRepos: true } },
    { archived: 'archived', everything: 'archived' },
  ],
  [
    'allowForks: false',
    { includePersonalRepos: true, filters: { allowForks: false } },
    { fork: 'fork', everything: 'fork' },
  ],
  [
    'visibility public',
    { includePersonalRepos: true, filters: { visibility: ['public'] } },
    {
      plain: 'visibility',
      archived: 'visibility',
      fork: 'visibility',
      sandbox: 'visibility',
      elsewhere: 'visibility',
      personal: 'visibility',
    },
  ],
  [
    'visibility private',
    { includePersonalRepos: true, filters: { visibility: 'private' } },
    { open: 'visibility', everything: 'visibility' },
  ],
  [
    'both visibilities',
    {
      includePersonalRepos: true,
      filters: { visibility: ['private', 'public'] },
    },
    {},
  ],
];

describe('findFilterExcludingRepository', () => {
  it.each(
    ROWS.flatMap(([title, provider, leftOut]) =>
      Object.entries(KINDS).map(([kind, repository]) => ({
        title,
        provider,
        kind,
        repository,
        reason: leftOut[kind as Kind],
      })),
    ),
  )('gives $reason for $kind under $title', row => {
    const filters = readFilters(row.provider);
    expect(findFilterExcludingRepository(filters, row.repository)).toBe(
      row.reason,
    );
  });
});

describe('findFilterExcludingName', () => {
  it('goes by the name alone, the project first', () => {
    const filters = readFilters({
      filters: { projectKey: 'P', repoSlug: 's', skipArchivedRepos: true },
    });
    const find = (projectKey: string, repoSlug: string) =>
      findFilterExcludingName(filters, { projectKey, repoSlug });
    expect(find('OTHER', 'library')).toBe('projectKey');
    expect(find('PRJ', 'library')).toBe('repoSlug');
    expect(find('PRJ', 'service')).toBeUndefined();
  });
});

describe('findFilterExcludingProject', () => {
  it('goes by the key alone', () => {
    const filters = readFilters({
      filters: { repoSlug: 'x', exclude: { projectKey: '^OLD' } },
    });
    const find = (projectKey: string) =>
      findFilterExcludingProject(filters, { projectKey });
    expect(find('OLD1')).toBe('exclude.projectKey');
    expect(find('~noor')).toBe('personal');
    expect(find('PRJ')).toBeUndefined();
  });
});

describe('findFilterExcludingLabels', () => {
  it.each([
    ['nothing', {}, ['a'], undefined],
    ['include, one of which is there', { include: ['a', 'b'] }, ['b'], undefined],
    ['include', { include: ['a', 'b'] }, ['c'], 'labels.include'],
    ['include, of no label', { include: ['a'] }, [], 'labels.include'],
    ['exclude', { exclude: ['a', 'b'] }, ['b', 'c'], 'labels.exclude'],
    ['exclude, none of which is there', { exclude: ['a'] }, ['c'], undefined],
    [
      'exclude, which wins over include',
      { include: 'a', exclude: 'b' },
      ['a', 'b'],
      'labels.exclude',
    ],
  ])('goes by %s', (_, labels, own, reason) => {
    const filters = readFilters({ filters: { labels } });
    const has = (label: string) => (own as string[]).includes(label);
    expect(findFilterExcludingLabels(filters, has)).toBe(reason);
  });
});
