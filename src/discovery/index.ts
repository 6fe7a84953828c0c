export {
  isOfContent,
  toAnswer,
  toUnknownIfGone,
  VanishedError,
} from './toAnswer';
export {
  askByName,
  type AskOptions,
  lookAtName,
  lookAtRepository,
  type LookOptions,
} from './lookAtRepository';
export { askForNearestFiles } from './askForNearestFiles';
export { CredentialsCheck } from './CredentialsCheck';
export {
  type CatalogFileConfig,
  discoverCatalogFiles,
} from './discoverCatalogFiles';
export { EmptyListsError } from './readServerList';
export {
  findFilterExcludingName,
  findFilterExcludingProject,
  findFilterExcludingRepository,
} from './findExcludingFilter';
export {
  type Counted,
  describePatterns,
  FILTER_REASONS,
  type FilterReason,
  getFilter,
  isFilterReason,
  isOfProject,
} from './filters';
export type { ListSizes } from './ListTally';
export { readListedProjects } from './readAllProjects';
export {
  isSameRepository,
  RepositoryNames,
  toRepositoryId,
} from './RepositoryNames';
export { sweep } from './sweep';
export { type LookObserver, sweepAndLook } from './sweepAndLook';
export type { SweepObserver, UnlistedOptions } from './SweepOptions';
export type {
  AbsenceReason,
  AbsentOrUnknown,
  CatalogFile,
  RepositoryAnswer,
} from './types';
