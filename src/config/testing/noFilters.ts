/** The filters of a provider that has none. */
export const noFilters = {
  projectKey: { include: undefined, exclude: [] },
  repoSlug: { include: undefined, exclude: [] },
  includePersonalRepos: false,
  skipArchivedRepos: false,
  allowForks: true,
  visibility: undefined,
  labels: { include: undefined, exclude: [] },
};
