import { ProviderFilters } from '../config';
import {
  FILTER_REASONS,
  FilterReason,
  getFilter,
  isFilterReason,
  isOfProject,
} from './filters';

const none: ProviderFilters = {
  includePersonalRepos: true,
  skipArchivedRepos: false,
  allowForks: true,
  projectKey: { exclude: [] },
  repoSlug: { exclude: [] },
  labels: { exclude: [] },
};

const set: Record<FilterReason, Partial<ProviderFilters>> = {
  personal: { includePersonalRepos: false },
  'exclude.projectKey': { projectKey: { exclude: [/^X$/] } },
  projectKey: { projectKey: { include: [/^X$/], exclude: [] } },
  'exclude.repoSlug': { repoSlug: { exclude: [/^x$/] } },
  repoSlug: { repoSlug: { include: [/^x$/], exclude: [] } },
  archived: { skipArchivedRepos: true },
  fork: { allowForks: false },
  visibility: { visibility: ['public'] },
  'labels.exclude': { labels: { exclude: ['x'] } },
  'labels.include': { labels: { include: ['x'], exclude: [] } },
};

describe('getFilter', () => {
  it.each(FILTER_REASONS)('knows where %s is set, and where not', reason => {
    const { isSet } = getFilter(reason);
    expect(FILTER_REASONS.filter(each => isSet({ ...none, ...set[each] })))
      .toEqual([reason]);
    expect(isSet(none)).toBe(false);
  });

  it.each(FILTER_REASONS)('names the key that %s is set with', reason => {
    expect(getFilter(reason).reason('the key')).toMatch(/ the key$/);
  });
});

describe('isFilterReason', () => {
  it('tells filters from what a repository lacks', () => {
    expect(FILTER_REASONS.every(isFilterReason)).toBe(true);
    expect(['gone', 'empty', 'noFile', 'toString'].some(isFilterReason)).toBe(
      false,
    );
  });
});

describe('isOfProject', () => {
  it('is so of what leaves a whole project out', () => {
    expect(FILTER_REASONS.filter(isOfProject)).toEqual([
      'personal',
      'exclude.projectKey',
      'projectKey',
    ]);
  });
});
