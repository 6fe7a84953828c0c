import { Host } from '../bitbucket';
import { MigratedDatabase } from '../database';
import { RepositoryHashes } from '../hashes';

/**
 * The hashes of each host, shared by all of its providers.
 */
export class HashesOfHosts {
  readonly #database?: MigratedDatabase;
  readonly #byHost = new Map<string, RepositoryHashes>();

  constructor(options: { database?: MigratedDatabase }) {
    this.#database = options.database;
  }

  /** Undefined where they are not to be asked for. */
  of({ api, hostConfig }: Host): RepositoryHashes | undefined {
    if (hostConfig.repositoryHashes === 'off') {
      return undefined;
    }
    const hashes =
      this.#byHost.get(api.host) ??
      new RepositoryHashes({ api, database: this.#database });
    this.#byHost.set(api.host, hashes);
    return hashes;
  }
}
