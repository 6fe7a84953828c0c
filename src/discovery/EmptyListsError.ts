/**
 * The server listed no project and no repository at all.
 *
 * @internal
 */
export class EmptyListsError extends Error {
  override readonly name = 'EmptyListsError';

  constructor(options: { host: string }) {
    super(
      `${options.host} listed no project and no repository at all, which a lost permission and an expired token look like too; nothing was changed. Check that the account of integrations.bitbucketServer may read at least one repository`,
    );
  }
}
