export {
  DEFAULT_BRANCH_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
  TOLD_AGAIN_ANNOTATION,
} from './annotations';
export type {
  BitbucketServerFileParser,
  BitbucketServerFileParserOptions,
} from './BitbucketServerFileParser';
export type {
  BitbucketServerLocationParser,
  BitbucketServerLocationParserOptions,
} from './BitbucketServerLocationParser';
export {
  bitbucketServerLocationParserExtensionPoint,
  type BitbucketServerLocationParserExtensionPoint,
  LocationParserSlot,
} from './bitbucketServerLocationParserExtensionPoint';
export { CatalogFileMapper } from './CatalogFileMapper';
export { ParserError } from './ParserError';
export { toLocationSpec } from './toLocationSpec';
export { withinLimit } from './withinLimit';
