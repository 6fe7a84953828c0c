export { VanishedError } from './VanishedError';
export { askByName } from './askByName';
export { askForNearestFiles } from './askForNearestFiles';
export type { AskOptions } from './askByName';
export { CredentialsCheck } from './CredentialsCheck';
export { describeOddContent } from './describeOddContent';
export { discoverCatalogFiles } from './discoverCatalogFiles';
export type { CatalogFileConfig } from './discoverCatalogFiles';
export { EmptyListsError } from './EmptyListsError';
export { toUnknownIfGone } from './toUnknownIfGone';
export {
  findFilterExcludingName,
  findFilterExcludingProject,
  findFilterExcludingRepository,
} from './findExcludingFilter';
export {
  describePatterns,
  FILTER_REASONS,
  getFilter,
  isFilterReason,
  isOfProject,
} from './filters';
export type { Counted, FilterReason } from './filters';
export type { ListSizes } from './ListSizes';
export { lookAtName } from './lookAtName';
export { lookAtRepository } from './lookAtRepository';
export type { LookOptions } from './lookAtRepository';
export { readListedProjects } from './readListedProjects';
export {
  isSameRepository,
  RepositoryNames,
  toRepositoryId,
} from './RepositoryNames';
export { sweep } from './sweep';
export { sweepAndLook } from './sweepAndLook';
export type { LookObserver } from './sweepAndLook';
export type { SweepObserver, UnlistedOptions } from './SweepObserver';
export { toAnswer } from './toAnswer';
export type {
  AbsenceReason,
  AbsentOrUnknown,
  CatalogFile,
  RepositoryAnswer,
} from './types';
