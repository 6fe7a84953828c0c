import { KubernetesValidatorFunctions } from '@backstage/catalog-model';

/** The short name of the repository's default branch, as the upstream module gives it. */
export const DEFAULT_BRANCH_ANNOTATION = 'bitbucket.org/default-branch';

/**
 * The provider that emits an entity. It is how a provider finds again what
 * the catalog holds of it, and never changes, so that it causes no re-read.
 */
export const DISCOVERED_BY_ANNOTATION = 'bitbucket.org/discovered-by';

/**
 * The file's address once more, under the name of its host, as the upstream
 * module gives it to what a webhook adds. None for a host whose name can be no
 * part of an annotation's: the catalog would refuse the entity.
 */
export function toRepoUrlAnnotation(target: string): Record<string, string> {
  const key = `${new URL(target).hostname}/repo-url`;
  return KubernetesValidatorFunctions.isValidAnnotationKey(key)
    ? { [key]: target }
    : {};
}

/**
 * How often an entity was told anew with nothing else changed, so that the
 * catalog stores once more what its file yields: a component that came while
 * another file still had its name is lost otherwise.
 */
export const TOLD_AGAIN_ANNOTATION = 'bitbucket.org/told-again';
