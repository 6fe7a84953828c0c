/** The projects that come and go; the filter of one provider leaves OUTER out. */
export const PROJECTS = [
  'ALPHA',
  'BRAVO',
  'CHARLIE',
  'DELTA',
  'OUTER',
  '~kim',
];

/** Always there and in sight: no projects at all is another matter. */
export const KEPT_PROJECT = 'KEEP';

/** So few names in a project that some come back which were there before. */
export const NAMES = 24;

/** What one provider looks at in place of the default branch. */
export const BRANCH = 'develop';

export const BRANCHES = ['main', 'master', BRANCH];

/** What one provider leaves out. */
export const LEFT_OUT_LABEL = 'retired';

/** Labels that repositories get and lose. */
export const LABELS = ['golden', LEFT_OUT_LABEL];

/** A branch that no repository ever has. */
export const MISSING_BRANCH = 'nowhere';

export const CATALOG_FILE = 'catalog-info.yaml';

/** Paths of catalog files, and such that only look like one. */
export const PATHS = [
  'README.md',
  CATALOG_FILE,
  '.backstage/api.yaml',
  '.backstage/team a #1.yaml',
  '.backstage/notes.txt',
  `docs/${CATALOG_FILE}`,
];
