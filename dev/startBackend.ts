import type { JsonObject } from '@backstage/types';
import { createConfiguredBackend } from './createConfiguredBackend';

/**
 * Starts a Backstage backend with both modules of the package in it, and with
 * what else is named. It stops on SIGINT and SIGTERM.
 */
export async function startBackend(
  config: JsonObject,
  options: { modulePaths?: readonly string[] } = {},
): Promise<void> {
  const backend = createConfiguredBackend(config);
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
