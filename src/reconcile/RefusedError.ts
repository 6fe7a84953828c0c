import { RepositoryName } from '../bitbucket';

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
