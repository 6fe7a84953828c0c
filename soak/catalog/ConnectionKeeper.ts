import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

/**
 * Stands in the catalog in a provider's name and keeps its connection, so
 * that provider after provider can be started on it, as processes are.
 */
export class ConnectionKeeper implements EntityProvider {
  readonly #providerName: string;
  #connection?: EntityProviderConnection;

  constructor(providerName: string) {
    this.#providerName = providerName;
  }

  get connection(): EntityProviderConnection {
    if (!this.#connection) {
      throw new Error(`The catalog has not connected ${this.#providerName}`);
    }
    return this.#connection;
  }

  getProviderName(): string {
    return this.#providerName;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }
}
