export {
  DEFAULT_BRANCH_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
} from './annotations';
export type { BitbucketServerLocationParser } from './BitbucketServerLocationParser';
export { CatalogFileMapper } from './CatalogFileMapper';
export { ParserError } from './ParserError';
export { toLocationSpec } from './toLocationSpec';
