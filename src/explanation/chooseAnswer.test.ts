import { ProviderFilters } from '../config';
import { LeftOutRepository, RepositoryRow } from '../memory';
import { chooseAnswer, KnownOfRepository } from './chooseAnswer';

const all = { exclude: [] };
const filters: ProviderFilters = {
  ...{ projectKey: all, repoSlug: all, includePersonalRepos: false },
  ...{ skipArchivedRepos: false, allowForks: true, labels: { exclude: [] } },
};
const name = { projectKey: 'PLAT', repoSlug: 'api' };
const row: RepositoryRow = { ...name, key: 'id:1', revision: 1 };
const noFile = { outcome: 'absent', reason: 'noFile' } as const;
const counts = { added: 0, removed: 0, kept: [], successors: [] };

const choose = (known: Partial<KnownOfRepository> = {}) =>
  chooseAnswer(name, { filters, hasRun: true, ...known });

describe('chooseAnswer', () => {
  it('lets a filter on the name win, in the letters of the server', () => {
    const lower = { projectKey: 'plat', repoSlug: 'API' };
    const excluding: ProviderFilters = {
      ...filters,
      projectKey: { exclude: [/^PLAT$/] },
    };
    expect(
      chooseAnswer(lower, { filters: excluding, hasRun: true }),
    ).toEqual({ outcome: 'absent', reason: 'exclude.projectKey' });
  });

  it('gives what is remembered, also while it is unknown', () => {
    const unknown = { since: 1, reason: 'answered 503' };
    expect(choose({ row: { ...row, answer: noFile, unknown } })).toEqual(
      noFile,
    );
  });

  it('gives what a look has shown where nothing is remembered of it', () => {
    const gone = { outcome: 'absent', reason: 'gone' } as const;
    const settled = { outcome: 'settled', answer: gone, ...counts } as const;
    expect(choose({ reconciled: settled })).toEqual(gone);
    const unknown = { outcome: 'unknown', cause: new Error('x') } as const;
    expect(choose({ reconciled: unknown })).toBe(unknown);
  });

  it.each<[LeftOutRepository['reason'], Partial<ProviderFilters>]>([
    ['archived', { skipArchivedRepos: true }],
    ['fork', { allowForks: false }],
    ['visibility', { visibility: ['public'] }],
    ['labels.include', { labels: { include: ['new'], exclude: [] } }],
    ['labels.exclude', { labels: { exclude: ['old'] } }],
    ['projectKey', { projectKey: { include: [/^OTHER$/], exclude: [] } }],
  ])('names the filter that left it out on a list: %s', (reason, change) => {
    const leftOut = { ...row, reason };
    const known = { filters: { ...filters, ...change }, leftOut };
    expect(choose(known)).toEqual({ outcome: 'absent', reason });
    const unknown = { outcome: 'unknown', cause: new Error('x') } as const;
    expect(choose({ ...known, reconciled: unknown })).toMatchObject({ reason });
  });

  it('believes a look rather than the list that left it out before', () => {
    const leftOut = { ...row, reason: 'archived' } as const;
    const known = { filters: { ...filters, skipArchivedRepos: true }, leftOut };
    expect(choose({ ...known, row: { ...row, answer: noFile } })).toEqual(
      noFile,
    );
    const settled = { outcome: 'settled', answer: noFile, ...counts } as const;
    expect(choose({ ...known, reconciled: settled })).toEqual(noFile);
  });

  it('names the repository that answers to the name now', () => {
    const identity = { key: 'id:1', projectKey: 'PLAT', repoSlug: 'new' };
    expect(
      choose({
        reconciled: { outcome: 'settled', answer: noFile, identity, ...counts },
      }),
    ).toMatchObject({ reason: 'gone', movedTo: { repoSlug: 'new' } });
  });

  it.each<[string, Partial<KnownOfRepository>, RegExp]>([
    ['no list has shown it', {}, /no list has shown it so far/],
    [
      'the filter that left it out is configured no more',
      { leftOut: { ...row, reason: 'archived' } },
      /the configuration left it out until lately/,
    ],
    ['no run was complete', { hasRun: false }, /no run has seen all lists/],
    ['nobody has looked', { row }, /nobody has looked at it yet/],
    [
      'the first look failed',
      { row: { ...row, unknown: { since: 1, reason: 'answered 503' } } },
      /answered 503/,
    ],
  ])('says that nobody knows, and that %s', (_, known, words) => {
    const answer = choose(known);
    expect(answer).toMatchObject({
      outcome: 'unknown',
      cause: { message: expect.stringMatching(words) },
    });
  });
});
