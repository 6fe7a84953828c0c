import { AdvisedError } from '../bitbucket';

/**
 * The server listed no project and no repository at all.
 */
export class EmptyListsError extends Error implements AdvisedError {
  override readonly name = 'EmptyListsError';
  readonly failureAdvice = {
    mayPass: false,
    advice:
      'check that the account of integrations.bitbucketServer may read at least one repository',
  };

  constructor(options: { host: string }) {
    super(
      `${options.host} listed no project and no repository at all, which a lost permission and an expired token look like too`,
    );
  }
}
