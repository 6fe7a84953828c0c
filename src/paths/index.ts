export type { CatalogSearch, DirectorySearch } from './compileCatalogSearch';
export { parseCatalogPath } from './parseCatalogPath';
export { parseIgnorePaths } from './parseIgnorePaths';
export { isRefName } from './parsePathRef';
export type { CatalogRef } from './parsePathRef';
export { matchesCatalogPath } from './toCatalogPath';
export type { CatalogPath } from './toCatalogPath';
export { toShownText } from './toShownText';
