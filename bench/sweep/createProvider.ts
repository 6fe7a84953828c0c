import type {
  DatabaseService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { EntityProvider } from '@backstage/plugin-catalog-node';
import createKnex from 'knex';
import type { SweepSettings } from './types';

type Sweeper = EntityProvider & {
  refresh(logger: LoggerService): Promise<void>;
};

/** Loads the measured module and no other, so that the heap is its own. */
async function loadProvider(module: SweepSettings['module']) {
  return module === 'ours'
    ? (await import('../../src')).BitbucketServerEntityProvider
    : (
        await import(
          '@backstage/plugin-catalog-backend-module-bitbucket-server'
        )
      ).BitbucketServerEntityProvider;
}

/**
 * Creates the provider of a module, with the same configuration for each, and
 * nothing in it but what has to be there.
 */
export async function createProvider(
  settings: SweepSettings,
  options: { logger: LoggerService; lifecycle: LifecycleService },
): Promise<Sweeper> {
  const { restApi, token } = settings;
  const { host } = new URL(restApi);
  const config = new ConfigReader({
    integrations: { bitbucketServer: [{ host, apiBaseUrl: restApi, token }] },
    catalog: {
      providers: {
        bitbucketServer: {
          bench: {
            host,
            validateLocationsExist: true,
            ...(settings.schedule && { schedule: settings.schedule }),
          },
        },
      },
    },
  });
  const Provider = await loadProvider(settings.module);
  const [provider] = Provider.fromConfig(config, {
    ...options,
    ...(settings.databaseFile !== undefined && {
      database: openDatabase(settings.databaseFile),
    }),
    // The sweep is started by hand.
    schedule: { run: async () => {} },
  });
  if (!provider) {
    throw new Error(`The module "${settings.module}" made no provider`);
  }
  return provider;
}

function openDatabase(filename: string): DatabaseService {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  return { getClient: async () => knex };
}
