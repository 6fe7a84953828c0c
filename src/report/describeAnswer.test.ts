import { type AbsenceReason, CatalogFile } from '../discovery';
import { describeAnswer, describeCutFiles } from './describeAnswer';

const options = {
  config: {
    catalogPath: { configured: ['/catalog-info.yaml', '/.backstage/*.yaml'] },
    refs: [{ ref: 'refs/heads/release' }, {}],
  } as unknown as Parameters<typeof describeAnswer>[1]['config'],
  toKey: (option: string) => `catalog.key.${option}`,
};

const words: Record<AbsenceReason, string> = {
  projectKey: 'left out by catalog.key.filters.projectKey',
  'exclude.projectKey': 'left out by catalog.key.filters.exclude.projectKey',
  repoSlug: 'left out by catalog.key.filters.repoSlug',
  'exclude.repoSlug': 'left out by catalog.key.filters.exclude.repoSlug',
  visibility: 'left out by catalog.key.filters.visibility',
  'labels.include': 'left out by catalog.key.filters.labels.include',
  'labels.exclude': 'left out by catalog.key.filters.labels.exclude',
  archived: 'archived: left out by catalog.key.filters.skipArchivedRepos',
  fork: 'a fork: left out by catalog.key.filters.allowForks',
  personal:
    'a personal project: left out without catalog.key.includePersonalRepos',
  empty: 'empty: it has no commit, or no default branch',
  noBranch: 'no such branch: release, the default branch',
  noFile: 'no such file: /catalog-info.yaml, /.backstage/*.yaml',
  gone: 'there is no such repository',
};

describe('describeAnswer', () => {
  it.each(Object.entries(words))('says why for %s', (reason, expected) => {
    expect(
      describeAnswer(
        { outcome: 'absent', reason: reason as AbsenceReason },
        options,
      ),
    ).toBe(expected);
  });

  it('names what a repository is called now', () => {
    const movedTo = { projectKey: 'PLAT', repoSlug: 'new' };
    expect(
      describeAnswer({ outcome: 'absent', reason: 'gone', movedTo }, options),
    ).toBe('it is called PLAT/new now');
  });

  it('gives the cause where it stayed unknown, and nothing where files are there', () => {
    const cause = new Error('GET https://x answered 401');
    expect(describeAnswer({ outcome: 'unknown', cause }, options)).toBe(
      'GET https://x answered 401',
    );
    expect(
      describeAnswer({ outcome: 'present', files: [] }, options),
    ).toBeUndefined();
  });
});

const name = { projectKey: 'A', repoSlug: 'one' };
const repository = {
  ...name,
  state: 'AVAILABLE',
  archived: false,
  isPublic: false,
  isFork: false,
};
const files: CatalogFile[] = [
  { repository, path: 'a.yaml' },
  { repository, path: 'b.yaml' },
];

describe('describeCutFiles', () => {
  it('says of which repository how many are taken in, and what to do', () => {
    expect(
      describeCutFiles(name, { outcome: 'present', files, cutFrom: 4 }),
    ).toBe(
      'A/one has 4 catalog files, of which the first 2 are taken in; raise maxFilesPerRepository, or narrow catalogPath or ignorePaths',
    );
  });

  it('speaks of one in the singular', () => {
    expect(
      describeCutFiles(name, {
        outcome: 'present',
        files: files.slice(0, 1),
        cutFrom: 2,
      }),
    ).toContain('of which the first is taken in;');
  });

  it('says nothing where all are taken in, or there are none', () => {
    expect(describeCutFiles(name, { outcome: 'present', files })).toBe(
      undefined,
    );
    expect(
      describeCutFiles(name, { outcome: 'absent', reason: 'noFile' }),
    ).toBe(undefined);
  });
});
