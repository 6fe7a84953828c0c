import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/**
 * Provides no entity; it is how files are named to the catalog that it is to
 * read again.
 */
export class RefreshProvider implements EntityProvider {
  #connection?: EntityProviderConnection;

  getProviderName(): string {
    return 'bitbucketServer-reads';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /** Does nothing as long as no catalog is there. */
  async refresh(targets: readonly string[]): Promise<void> {
    await this.#connection?.refresh({
      keys: targets.map(target => `url:${target}`),
    });
  }
}
