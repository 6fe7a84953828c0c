import type { Knex } from './migrate';

const TABLE = 'bitbucket_server_revision';

/**
 * A counter in the database, by which replicas agree on an order though their
 * clocks do not. What was begun at the revision that another has ended with, or
 * at a later one, was begun after that other had ended.
 */
export class Revisions {
  readonly #client: Knex;

  constructor(options: { client: Knex }) {
    this.#client = options.client;
  }

  /** Where the counter stands: what is begun now. */
  async current(): Promise<number> {
    const row = await this.#client(TABLE).where('id', 1).first('value');
    return Number(row?.value);
  }

  /** Moves the counter on: what ends now. */
  async next(): Promise<number> {
    const [row] = await this.#client(TABLE)
      .where('id', 1)
      .increment('value', 1)
      .returning<{ value: number | string }[]>('value');
    return Number(row?.value);
  }
}
