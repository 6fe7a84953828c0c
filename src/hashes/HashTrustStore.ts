import type { Knex, MigratedDatabase } from '../database';
import { HashTrust, HashTrustState } from './HashTrust';

const TABLE = 'bitbucket_server_hosts';

interface Columns {
  host: string;
  hash_trust: string;
}

/** Keeps the trust of a host: in the database, which replicas share, or in the process. */
export class HashTrustStore {
  readonly #options: { host: string; database?: MigratedDatabase };
  #inProcess = new HashTrust();

  constructor(options: { host: string; database?: MigratedDatabase }) {
    this.#options = options;
  }

  async read(): Promise<HashTrust> {
    const client = await this.#options.database?.client();
    return client ? this.#parse(await this.#find(client)) : this.#inProcess;
  }

  /** Gives what it was before, and what it is then. */
  async change(
    work: (trust: HashTrust) => HashTrust,
  ): Promise<{ before: HashTrust; after: HashTrust }> {
    const client = await this.#options.database?.client();
    if (!client) {
      const before = this.#inProcess;
      this.#inProcess = work(before);
      return { before, after: this.#inProcess };
    }
    return client.transaction(async transaction => {
      const { host } = this.#options;
      await transaction(TABLE)
        .insert({ host, hash_trust: JSON.stringify(new HashTrust().state) })
        .onConflict('host')
        .ignore();
      const before = this.#parse(await this.#find(transaction).forUpdate());
      const after = work(before);
      await transaction(TABLE)
        .where({ host })
        .update({ hash_trust: JSON.stringify(after.state) });
      return { before, after };
    });
  }

  #find(client: Knex) {
    const { host } = this.#options;
    return client<Columns>(TABLE).where({ host });
  }

  #parse([row]: readonly Columns[]): HashTrust {
    return new HashTrust(row && (JSON.parse(row.hash_trust) as HashTrustState));
  }
}
