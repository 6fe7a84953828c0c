import type {
  EntityProviderConnection,
  EntityProviderMutation,
  EntityProviderRefreshOptions,
} from '@backstage/plugin-catalog-node';

/**
 * Who hears of mutations, before and after they are applied.
 */
export interface MutationObserver {
  readonly onMutation: (mutation: EntityProviderMutation) => void;
  readonly onApplied: (mutation: EntityProviderMutation) => void;
}

interface ProcessConnectionOptions extends MutationObserver {
  readonly connection: EntityProviderConnection;
}

/**
 * The connection of a provider as long as its process lives. Everything that
 * goes through it is looked at first.
 */
export class ProcessConnection implements EntityProviderConnection {
  readonly #options: ProcessConnectionOptions;
  #isDead = false;

  constructor(options: ProcessConnectionOptions) {
    this.#options = options;
  }

  async applyMutation(mutation: EntityProviderMutation): Promise<void> {
    this.#assertAlive();
    this.#options.onMutation(mutation);
    await this.#options.connection.applyMutation(mutation);
    this.#options.onApplied(mutation);
  }

  async refresh(options: EntityProviderRefreshOptions): Promise<void> {
    this.#assertAlive();
    await this.#options.connection.refresh(options);
  }

  /** Lets nothing through any more. */
  cut(): void {
    this.#isDead = true;
  }

  #assertAlive(): void {
    if (this.#isDead) {
      throw new Error('The process is gone');
    }
  }
}
