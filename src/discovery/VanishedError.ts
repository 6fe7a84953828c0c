import { RepositoryName } from '../bitbucket';

/**
 * The server showed something that it did not know a moment later. It may
 * have been deleted, or renamed, and then nobody has seen its new name yet.
 */
export class VanishedError extends Error {
  override readonly name = 'VanishedError';

  constructor({ projectKey, repoSlug }: RepositoryName) {
    super(
      `${projectKey}/${repoSlug} was deleted or renamed while it was looked at`,
    );
  }
}
