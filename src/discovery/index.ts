export { answerForName } from './answerForName';
export { discoverCatalogFiles } from './discoverCatalogFiles';
export type { CatalogFileConfig } from './discoverCatalogFiles';
export { findFilterExcludingName } from './findExcludingFilter';
export {
  isSameRepository,
  RepositoryNames,
  toRepositoryId,
} from './RepositoryNames';
export { sweep } from './sweep';
export { toAnswer } from './toAnswer';
export type { SweepObserver } from './sweep';
export type {
  AbsenceReason,
  CatalogFile,
  FilterReason,
  RepositoryAnswer,
} from './types';
