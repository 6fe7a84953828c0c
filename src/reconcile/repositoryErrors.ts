import { RepositoryName } from '../bitbucket';

/** A repository's name is another's by now, and where it has gone is not known yet. */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError';

  constructor({ projectKey, repoSlug }: RepositoryName) {
    super(
      `${projectKey}/${repoSlug} is another repository by now, and what went by that name before was not found yet`,
    );
  }
}

/** The catalog takes what others tell it, and not what this repository is to tell. */
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
