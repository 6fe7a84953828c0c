import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { type Hosts, hostsServiceRef, type RepositoryName } from '../bitbucket';
import { readReadsConfig } from '../config';
import { type MigratedDatabase, migratedDatabaseServiceRef } from '../database';
import { DatabaseFileRows } from './DatabaseFileRows';
import { FailedReads } from './FailedReads';
import { FileReads } from './FileReads';
import { ForeignIds } from './ForeignIds';
import { KnownFiles } from './KnownFiles';
import { LookObserver } from './LookObserver';
import { MemoryFileRows } from './MemoryFileRows';
import type { FileRows } from './types';

/** The catalog's reads of all hosts, and what is known of the files. */
export class Reads {
  readonly #options: ReadsOptions;
  readonly #known: KnownFiles;
  readonly #failed = new FailedReads();
  readonly #provider = new RefreshProvider();
  readonly #hosts = new Map<string, FileReads>();
  #rows?: Promise<FileRows>;

  constructor(options: ReadsOptions) {
    this.#options = options;
    this.#known = new KnownFiles({ rows: () => this.#openRows() });
  }

  /** Has the catalog read again what has changed, once it is added to it. */
  get provider(): EntityProvider {
    return this.#provider;
  }

  /** Reads files of a host, and learns from every look at it from now on. */
  ofHost(name: string): FileReads {
    let reads = this.#hosts.get(name);
    if (!reads) {
      reads = this.#create(name);
      this.#hosts.set(name, reads);
    }
    return reads;
  }

  /** Has every file of a repository be read anew, whatever is known of it. */
  async beforeRefresh(
    repository: RepositoryName & { host: string },
  ): Promise<void> {
    if (this.#hosts.size > 0) {
      await this.#known.doubt(repository);
    }
  }

  /** Why the last read of a file failed; undefined where it went well. */
  findReadError(target: string): unknown {
    return this.#failed.find(target);
  }

  #create(name: string): FileReads {
    const { config, hosts, logger } = this.#options;
    const { api, hostTelemetry } = hosts.get(name);
    const known = this.#known;
    const foreignIds = new ForeignIds();
    const refresh = async (targets: readonly string[]) =>
      this.#provider.refresh(targets);
    api.content.looks.observe(
      new LookObserver({
        host: api.host,
        known,
        foreignIds,
        logger,
        refresh,
      }),
    );
    return new FileReads({
      api,
      config: readReadsConfig(config, name),
      known,
      foreignIds,
      failedReads: this.#failed,
      hostTelemetry,
      refresh,
    });
  }

  async #openRows(): Promise<FileRows> {
    this.#rows ??= this.#options.database
      .client()
      .then(client =>
        client ? new DatabaseFileRows({ client }) : new MemoryFileRows(),
      );
    return this.#rows;
  }
}

export interface ReadsOptions {
  readonly config: Config;
  readonly hosts: Hosts;
  readonly database: MigratedDatabase;
  readonly logger: LoggerService;
}

/** Provides no entity; by it the catalog is told which files to read again. */
class RefreshProvider implements EntityProvider {
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

/** The catalog's reads: module, which hears of pushes, and reader share what is known. */
export const readsServiceRef = createServiceRef<Reads>({
  id: 'bitbucket-server.reads',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        database: migratedDatabaseServiceRef,
        hosts: hostsServiceRef,
        logger: coreServices.logger,
      },
      factory: services => new Reads(services),
    }),
});
