import type { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { randomBytes } from 'node:crypto';
import type { GenerateOptions } from '../standin/generate';
import {
  startStandInProcess,
  type StandInProcess,
} from '../standin/startStandInProcess';
import {
  startBackendProcess,
  type BackendProcess,
} from '../startBackendProcess';
import { POSTGRES_VARIABLE } from './postgresVariable';

const token = 'token-77c1e0d4';
const webhookSecret = 'webhook-secret-90ab3e';

/** Sixteen repositories, every other one with a catalog file. */
const sixteen = { projects: 2, repositoriesPerProject: 8, filesEvery: 2 };

/**
 * Backends that share one PostgreSQL server, and the stand-in whose
 * repositories they discover.
 */
export class Replicas {
  readonly standIn: StandInProcess;
  readonly webhookSecret = webhookSecret;
  readonly #options: ReplicasOptions;
  readonly #prefix = `replicas_${randomBytes(4).toString('hex')}_`;
  readonly #backends: BackendProcess[] = [];

  private constructor(options: ReplicasOptions & { standIn: StandInProcess }) {
    this.#options = options;
    this.standIn = options.standIn;
  }

  /** Starts the stand-in, and no backend yet. */
  static async create(options: ReplicasOptions): Promise<Replicas> {
    const standIn = await startStandInProcess({
      generate: options.generate ?? sixteen,
      credentials: { token },
    });
    return new Replicas({ ...options, standIn });
  }

  /** Starts one more backend. */
  async start(): Promise<BackendProcess> {
    const connectionString = process.env[POSTGRES_VARIABLE];
    if (!connectionString) {
      throw new Error(
        `${POSTGRES_VARIABLE} is not set: npm run test:replicas sets it`,
      );
    }
    const { url, restApi } = this.standIn;
    const { host } = new URL(url);
    // The catalog reads no file again by itself.
    const { schedule, processingInterval = { hours: 1 } } = this.#options;
    const backend = await startBackendProcess({
      server: { host, apiBaseUrl: restApi, token },
      catalog: {
        processingInterval,
        providers: { bitbucketServer: { host, schedule } },
      },
      sharedPostgres: { connectionString, prefix: this.#prefix },
      webhookSecret,
    });
    this.#backends.push(backend);
    return backend;
  }

  /** Ends all that was started, and drops the databases. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#backends.map(each => each.stop()));
    await this.standIn.stop();
    const knex = await this.#options.databases.init('POSTGRES_15');
    const names: string[] = await knex('pg_database')
      .where('datname', 'like', `${this.#prefix}%`)
      .pluck('datname');
    for (const name of names) {
      await knex.raw('DROP DATABASE ?? WITH (FORCE)', [name]);
    }
  }
}

/**
 * What {@link Replicas} are made from.
 */
export interface ReplicasOptions {
  /** Leads to the server; drops nothing of {@link Replicas} by itself. */
  readonly databases: TestDatabases;
  readonly schedule: JsonObject;
  /** The repositories of the stand-in; sixteen where they are left out. */
  readonly generate?: GenerateOptions;
  /** How often the catalog reads; never where it is left out. */
  readonly processingInterval?: JsonObject;
}
