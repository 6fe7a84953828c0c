import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';

/**
 * Starts a Backstage backend with both modules of the package in it, and with
 * what else is named. It stops on SIGINT and SIGTERM.
 */
export async function startBackend(
  config: JsonObject,
  options: { modulePaths?: readonly string[] } = {},
): Promise<void> {
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
  for (const modulePath of options.modulePaths ?? []) {
    backend.add(import(modulePath));
  }
  await backend.start();
}
