import type { JsonObject } from '@backstage/types';
import { startBackend } from './startBackend';

// It ends with the test that started it, however that ends.
process.stdin.once('close', () => process.exit(0)).resume();

startBackend(JSON.parse(process.env.APP_CONFIG ?? '{}') as JsonObject, {
  modulePaths: JSON.parse(process.env.MODULE_PATHS ?? '[]') as string[],
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
