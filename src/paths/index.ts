export {
  type CatalogSearch,
  type DirectorySearch,
  toCommonDirectory,
} from './compileCatalogSearch';
export { parseCatalogPath } from './parseCatalogPath';
export { parseIgnorePaths } from './parseIgnorePaths';
export { parsePathGlob, type PathPattern } from './parsePathGlob';
export { isRefName } from './parsePathRef';
export type { CatalogRef } from './parsePathRef';
export { matchesCatalogPath } from './toCatalogPath';
export type { CatalogPath } from './toCatalogPath';
export { toShownText } from './toShownText';
