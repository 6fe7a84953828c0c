import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';

/**
 * Starts a Backstage backend with both modules of the package in it. It stops on SIGINT and
 * SIGTERM.
 *
 * @internal
 */
export async function startBackend(config: JsonObject): Promise<void> {
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(config),
    }),
  );
  backend.add(import('@backstage/plugin-events-backend'));
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(
    import(
      '@backstage/plugin-catalog-backend-module-scaffolder-entity-model'
    ),
  );
  backend.add(import('../src'));
  backend.add(import('../src/webhook'));
  await backend.start();
}
