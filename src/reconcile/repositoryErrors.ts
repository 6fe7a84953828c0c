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

/**
 * The catalog does not take what a repository is to tell it, while it takes
 * what others do.
 */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(options: { identity: RepositoryName; cause: Error }) {
    const { identity, cause } = options;
    super(
      `The catalog does not take the entities of ${identity.projectKey}/${identity.repoSlug}: ${cause.message}`,
      { cause },
    );
  }
}
