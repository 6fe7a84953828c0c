import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  EventParams,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { OutgoingHttpHeaders, request } from 'node:http';
import webhookModule from '../../src/webhook';
import { LogLines } from './LogLines';
import { useDatabaseFactory } from './useDatabaseFactory';

const INGRESS = '/api/events/http/bitbucketServer';

/** The event of a request where a test says no other. */
export const PUSH = 'repo:refs_changed';

/** The configuration of an endpoint, and of topics that are open beside it. */
export const withSecret = (
  webhookSecret: string | string[],
  http?: { topics: string[] },
) => ({
  modules: { bitbucketServer: { webhookSecret } },
  ...(http && { http }),
});

/**
 * Prepares the tests of a file, and gives what starts a backend that runs until
 * the test has ended.
 */
export function useWebhookBackend() {
  const database = useDatabaseFactory();
  let backend: TestBackend | undefined;

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  /** A backend with the real events plugin, and a plugin that listens. */
  return async function start(
    events: JsonObject,
    options: { module?: unknown; onEvent?: () => Promise<void> } = {},
  ): Promise<{ received: EventParams[]; log: LogLines; port: number }> {
    const log = new LogLines();
    const received: EventParams[] = [];
    const listener = createBackendPlugin({
      pluginId: 'listener',
      register(env) {
        env.registerInit({
          deps: { service: eventsServiceRef },
          async init({ service }) {
            await service.subscribe({
              id: 'listener',
              topics: [
                'bitbucketServer',
                `bitbucketServer.${PUSH}`,
                'bitbucketServer.diagnostics:ping',
                'bitbucketServer.undefined',
              ],
              onEvent: async params => {
                received.push(params);
                await options.onEvent?.();
              },
            });
          },
        });
      },
    });
    backend = await startTestBackend({
      features: [
        import('@backstage/plugin-events-backend'),
        webhookModule,
        ...(options.module ? [options.module as typeof webhookModule] : []),
        listener,
        eventsServiceFactory,
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => log,
        }),
        database,
        mockServices.rootConfig.factory({
          data: { events: { useEventBus: 'never', ...events } },
        }),
      ],
    });
    return { received, log, port: backend.server.port() };
  };
}

/** Posts to the endpoint, and gives the status. */
export function post(
  port: number,
  options: {
    body: string | Buffer;
    signature?: string | string[];
    path?: string;
    /** A push when left out; null for none. */
    eventKey?: string | null;
    /** JSON when left out; null for none. */
    contentType?: string | null;
  },
): Promise<number> {
  const { body, signature, path = INGRESS } = options;
  const { eventKey = PUSH, contentType = 'application/json' } = options;
  const headers: OutgoingHttpHeaders = {
    ...(eventKey !== null && { 'X-Event-Key': eventKey }),
    ...(contentType !== null && { 'Content-Type': contentType }),
    ...(signature && { 'X-Hub-Signature': signature }),
  };
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path, method: 'POST', headers, agent: false },
      response => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    )
      .once('error', reject)
      .end(body);
  });
}
