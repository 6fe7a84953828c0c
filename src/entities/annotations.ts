/**
 * The short name of the repository's default branch, as the upstream module
 * gives it.
 *
 * @internal
 */
export const DEFAULT_BRANCH_ANNOTATION = 'bitbucket.org/default-branch';

/**
 * The provider that emits an entity. It is how a provider finds again what
 * the catalog holds of it, and never changes, so that it causes no re-read.
 *
 * @internal
 */
export const DISCOVERED_BY_ANNOTATION = 'bitbucket.org/discovered-by';
