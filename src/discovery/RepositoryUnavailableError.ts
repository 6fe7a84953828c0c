import { Repository } from '../bitbucket';

/**
 * A repository is listed, but the server cannot read it at the moment.
 */
export class RepositoryUnavailableError extends Error {
  override readonly name = 'RepositoryUnavailableError';

  constructor(repository: Repository) {
    super(
      `${repository.projectKey}/${repository.repoSlug} is ${repository.state} on the server and was not asked`,
    );
  }
}
