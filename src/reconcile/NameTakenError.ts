import { RepositoryName } from '../bitbucket';

/**
 * What goes by a repository's name is another one by now, and where it has
 * gone itself is not known yet.
 */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError';

  constructor({ projectKey, repoSlug }: RepositoryName) {
    super(
      `${projectKey}/${repoSlug} is another repository by now, and what went by that name before was not found yet`,
    );
  }
}
