import type { JsonObject } from '@backstage/types';
import { CatalogHttpApi } from './CatalogHttpApi';
import { pollUntil } from './pollUntil';
import type { BitbucketServerSettings } from './readDemoSettings';
import { startScript, type StartedScript } from './startScript';
import { takePort } from './takePort';
import { LOOPBACK, toDemoConfig, toWebhookUrl } from './toDemoConfig';

/**
 * A backend in a process of its own, and its catalog.
 */
export interface BackendProcess extends StartedScript {
  readonly catalog: CatalogHttpApi;
  /** Where webhooks go. */
  readonly webhookUrl: string;
}

/**
 * A PostgreSQL server that replicas of a backend share.
 */
export interface SharedPostgres {
  readonly connectionString: string;
  /** What the names of their databases begin with. */
  readonly prefix: string;
}

/**
 * Starts a backend as the demonstration's, with another catalog, and waits
 * until it is ready.
 */
export async function startBackendProcess(options: {
  server: BitbucketServerSettings;
  /** Servers beside it, which the catalog may read of. */
  otherServers?: readonly BitbucketServerSettings[];
  catalog: JsonObject;
  /** Where databases are kept; in memory where it is left out. */
  databaseFolder?: string;
  /** Where databases are instead, and events go between replicas. */
  sharedPostgres?: SharedPostgres;
  /** What webhooks are signed with; none are let in where it is left out. */
  webhookSecret?: string;
  /** What else is added to the backend: files with a feature as default export. */
  modulePaths?: readonly string[];
}): Promise<BackendProcess> {
  const { server, databaseFolder, sharedPostgres, webhookSecret } = options;
  const { otherServers = [], modulePaths = [] } = options;
  const port = await takePort(0, { host: LOOPBACK });
  const config = toDemoConfig({ ...options, port });
  const script = startScript('backendProcess.ts', {
    env: {
      APP_CONFIG: JSON.stringify({
        ...config,
        ...(databaseFolder && onSqlite(config, { directory: databaseFolder })),
        ...(sharedPostgres && onPostgres(config, sharedPostgres)),
      }),
      MODULE_PATHS: JSON.stringify(modulePaths),
    },
    secrets: [
      ...[server, ...otherServers].flatMap(toSecrets),
      ...(webhookSecret ? [webhookSecret] : []),
    ],
  });
  const backendUrl = `http://${LOOPBACK}:${port}`;
  const catalog = new CatalogHttpApi({ backendUrl });
  await pollUntil('the backend is ready', {
    ask: async () => ((await catalog.isReady()) ? true : undefined),
  }).catch(async error => {
    await script.stop('SIGKILL');
    throw new Error(`${error.message}\n${script.output()}`);
  });
  return { ...script, catalog, webhookUrl: toWebhookUrl({ port }) };
}

function onSqlite(
  { backend }: JsonObject,
  { directory }: { directory: string },
): JsonObject {
  const database = { client: 'better-sqlite3', connection: { directory } };
  return { backend: { ...(backend as JsonObject), database } };
}

function onPostgres(
  { backend, events }: JsonObject,
  { connectionString, prefix }: SharedPostgres,
): JsonObject {
  const database = { client: 'pg', connection: connectionString, prefix };
  return {
    backend: { ...(backend as JsonObject), database },
    events: {
      ...(events as JsonObject),
      useEventBus: 'always',
      // The bus holds up the end of a process for so long.
      notifyTimeoutMs: 1_000,
    },
  };
}

function toSecrets({ token, username, password }: BitbucketServerSettings) {
  return [
    ...(token ? [token] : []),
    ...(password ? [password, `${username}:${password}`] : []),
  ];
}
