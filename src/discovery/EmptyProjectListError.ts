/**
 * The server listed no project at all.
 *
 * @internal
 */
export class EmptyProjectListError extends Error {
  override readonly name = 'EmptyProjectListError';

  constructor(options: { host: string }) {
    super(
      `${options.host} listed no project at all, which a lost permission and an expired token look like too; nothing was changed. Check that the account of integrations.bitbucketServer may read at least one project`,
    );
  }
}
