import type { JsonObject } from '@backstage/types';
import type { BitbucketServerSettings } from './readDemoSettings';

/** The only address the demonstration is to be reached on. */
export const LOOPBACK = '127.0.0.1';

const KINDS = [
  'Component',
  'API',
  'Resource',
  'System',
  'Domain',
  'Group',
  'User',
  'Template',
  'Location',
];

/**
 * Makes the `app-config` of the backend that the demonstration runs.
 *
 * @remarks
 * Beside the stand-in there is nothing to protect, and a browser may look:
 * no token is asked for. Beside a real server `accessToken` is, since another
 * user of the same machine could otherwise read what the server shows to its
 * credentials.
 */
export function toDemoConfig(options: {
  port: number;
  server: BitbucketServerSettings;
  /** Servers beside it, which the catalog may read of. */
  otherServers?: readonly BitbucketServerSettings[];
  /** Asked of whoever looks at the catalog; nothing is where it is left out. */
  accessToken?: string;
  /** What webhooks are signed with; none are let in where it is left out. */
  webhookSecret?: string;
  /** What is discovered, by provider, and how quickly changes show. */
  catalog: JsonObject;
}): JsonObject {
  const { port, server, accessToken, webhookSecret, catalog } = options;
  const servers = [server, ...(options.otherServers ?? [])];
  return {
    app: { baseUrl: `http://${LOOPBACK}:${port}` },
    backend: {
      baseUrl: `http://${LOOPBACK}:${port}`,
      listen: { host: LOOPBACK, port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: accessToken
        ? {
            externalAccess: [
              {
                type: 'static',
                options: { token: accessToken, subject: 'demonstration' },
              },
            ],
          }
        : { dangerouslyDisableDefaultAuthPolicy: true },
      logger: {
        overrides: [{ matchers: { type: 'incomingRequest' }, level: 'warn' }],
      },
    },
    // The bus is for events between processes. Its requests, which wait for
    // events, would hold up the end of this one for almost a minute.
    events: {
      useEventBus: 'never',
      ...(webhookSecret && { modules: { bitbucketServer: { webhookSecret } } }),
    },
    integrations: { bitbucketServer: servers.map(each => ({ ...each })) },
    catalog: { rules: [{ allow: KINDS }], ...catalog },
  };
}

/**
 * Where webhooks go.
 */
export function toWebhookUrl({ port }: { port: number }): string {
  return `http://${LOOPBACK}:${port}/api/events/http/bitbucketServer`;
}

/**
 * The catalog beside the stand-in: two providers and a static location, and
 * changes that show within seconds.
 */
export function toStandInCatalog(options: { url: string }): JsonObject {
  const filters = { skipArchivedRepos: true };
  // Webhooks tell of changes; more runs would only push the table off the screen.
  const schedule = { frequency: { minutes: 30 }, timeout: { minutes: 1 } };
  return {
    processingInterval: { seconds: 5 },
    locations: [
      {
        type: 'url',
        target: `${options.url}/projects/PLAT/repos/handbook/browse/docs/handbook.yaml`,
      },
    ],
    providers: {
      bitbucketServer: {
        root: { filters, schedule },
        folder: { catalogPath: '/.backstage/*.yaml', filters, schedule },
      },
    },
  };
}

/**
 * The catalog beside a real server: one provider with all its defaults.
 */
export function toRealServerCatalog(options: { host: string }): JsonObject {
  return { providers: { bitbucketServer: { host: options.host } } };
}
