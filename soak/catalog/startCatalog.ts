import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  LoggerService,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { createConfiguredBackend } from '../../dev/createConfiguredBackend';
import { ConnectionKeeper } from './ConnectionKeeper';
import { readHeld } from './readHeld';
import type { CatalogServices, RunningCatalog } from './types';

/**
 * Starts a backend with the real catalog and the endpoint for webhooks, and with
 * a place in the catalog for each provider name.
 */
export async function startCatalog(options: {
  config: JsonObject;
  providerNames: readonly string[];
  logger: LoggerService;
}): Promise<RunningCatalog> {
  const { config, providerNames, logger } = options;
  const keepers = new Map(
    providerNames.map(name => [name, new ConnectionKeeper(name)] as const),
  );
  let services: CatalogServices | undefined;

  const backend = createConfiguredBackend(config);
  backend.add(
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => logger as RootLoggerService,
    }),
  );
  backend.add(import('../../src/webhook'));
  backend.add(
    createBackendModule({
      pluginId: 'catalog',
      moduleId: 'soak',
      register(env) {
        env.registerInit({
          deps: {
            auth: coreServices.auth,
            catalogApi: catalogServiceRef,
            database: coreServices.database,
            events: eventsServiceRef,
            processing: catalogProcessingExtensionPoint,
          },
          async init({ processing, ...others }) {
            services = others;
            processing.addEntityProvider(...keepers.values());
          },
        });
      },
    }),
  );
  await backend.start();
  if (!services) {
    throw new Error('The catalog did not start the module of the soak');
  }
  const { database } = services;
  return {
    ...services,
    connectionOf: name => {
      const keeper = keepers.get(name);
      if (!keeper) {
        throw new Error(`The catalog has no place for ${name}`);
      }
      return keeper.connection;
    },
    readHeld: providerName => readHeld(database, { providerName }),
    stop: () => backend.stop(),
  };
}
