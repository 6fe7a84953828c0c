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
import { createHmac } from 'node:crypto';
import { OutgoingHttpHeaders, request } from 'node:http';
import { LogLines } from '../../dev/rig/LogLines';
import { useDatabaseFactory } from '../../dev/rig/useDatabaseFactory';
import webhookModule from './index';

const SECRET = 'one-5b0c';
const NEXT_SECRET = 'two-91fe';
const INGRESS = '/api/events/http/bitbucketServer';
const PUSH = 'repo:refs_changed';

const push = JSON.stringify({ eventKey: PUSH, changes: [] });

function sign(body: string | Buffer, options: { secret?: string } = {}) {
  const { secret = SECRET } = options;
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

describe('eventsModuleBitbucketServerWebhook', () => {
  const database = useDatabaseFactory();
  let backend: TestBackend | undefined;

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  /** A backend with the real events plugin, and a plugin that listens. */
  async function start(
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
  }

  const withSecret = (
    webhookSecret: string | string[],
    http?: { topics: string[] },
  ) => ({
    modules: { bitbucketServer: { webhookSecret } },
    ...(http && { http }),
  });

  it('lets a signed webhook in, and passes it on to the topic of its event', async () => {
    const { received, log, port } = await start(withSecret(SECRET));

    expect(await post(port, { body: push, signature: sign(push) })).toBe(202);

    expect(received.map(({ topic }) => topic).sort()).toEqual([
      'bitbucketServer',
      `bitbucketServer.${PUSH}`,
    ]);
    expect(received.map(({ eventPayload }) => eventPayload)).toEqual([
      JSON.parse(push),
      JSON.parse(push),
    ]);
    expect(log.at('warn')).toEqual([]);
  });

  it.each<[string, string | string[], { topics: string[] } | undefined]>([
    ['a secret', SECRET, undefined],
    ['a list of secrets', [NEXT_SECRET, SECRET], undefined],
    ['a secret and an open topic', SECRET, { topics: ['bitbucketServer'] }],
  ])(
    'refuses what is not signed, with %s, and tells nobody of it',
    async (_, secrets, http) => {
      const { received, port } = await start(withSecret(secrets, http));
      const other = sign(push, { secret: 'guessed' });

      expect([
        await post(port, { body: push }),
        await post(port, { body: push, signature: other }),
        await post(port, { body: `${push} `, signature: sign(push) }),
        await post(port, { body: push, signature: [other, sign(push)] }),
        await post(port, { body: push, signature: [sign(push), sign(push)] }),
      ]).toEqual([403, 403, 403, 403, 403]);
      expect(received).toEqual([]);

      expect(await post(port, { body: push, signature: sign(push) })).toBe(202);
      expect(received).toHaveLength(2);
    },
  );

  it('lets in what either of two secrets signs', async () => {
    const { port } = await start(withSecret([NEXT_SECRET, SECRET]));

    for (const secret of [SECRET, NEXT_SECRET]) {
      const signature = sign(push, { secret });
      expect(await post(port, { body: push, signature })).toBe(202);
    }
  });

  it.each([
    ['/api/events/http//bitbucketServer'],
    ['/api/events//http/BITBUCKETSERVER/'],
  ])('guards %s too, which Express takes for the same path', async path => {
    const { received, port } = await start(
      withSecret(SECRET, { topics: ['bitbucketServer'] }),
    );
    expect(await post(port, { body: push, path })).toBe(403);
    expect(await post(port, { body: '['.repeat(4.8e6), path })).toBe(403);
    expect(received).toEqual([]);
  });

  it('answers while a subscriber has not finished', async () => {
    const ends: (() => void)[] = [];
    const { port } = await start(withSecret(SECRET), {
      onEvent: () => new Promise(end => ends.push(end)),
    });
    expect(await post(port, { body: push, signature: sign(push) })).toBe(202);
    expect(ends).not.toEqual([]);
    // The events service does not stop before its subscribers are done.
    ends.forEach(end => end());
  });

  it('answers the unsigned test ping with 200, and tells nobody of it', async () => {
    const { received, port } = await start(withSecret(SECRET));
    const eventKey = 'diagnostics:ping';

    expect([
      await post(port, { body: '{"test": true}', eventKey }),
      await post(port, { body: '{"test": false}', eventKey }),
    ]).toEqual([200, 403]);
    expect(received).toEqual([]);
  });

  it('passes a webhook that names no event on to nobody', async () => {
    const { received, port } = await start(withSecret(SECRET));
    const signature = sign(push);

    await post(port, { body: push, signature, eventKey: null });
    await post(port, { body: push, signature, eventKey: '' });

    expect(received.map(({ topic }) => topic)).toEqual([
      'bitbucketServer',
      'bitbucketServer',
    ]);
  });

  it.each<[string, string | Buffer, string]>([
    ['in UTF-8', push, 'application/json; charset=utf-8'],
    ['in UTF-16', Buffer.from(push, 'utf16le'), 'application/json; charset=utf-16le'],
    ['of four megabytes', JSON.stringify('x'.repeat(4e6)), 'application/json'],
  ])('checks the bytes of a body %s', async (_, body, contentType) => {
    const { received, port } = await start(withSecret(SECRET));

    expect(await post(port, { body, contentType })).toBe(403);
    const signature = sign(body);
    expect(await post(port, { body, contentType, signature })).toBe(202);
    expect(received).toHaveLength(2);
  });

  it.each<[string, string, string | undefined, number]>([
    ['that is no JSON', 'test=true', 'application/x-www-form-urlencoded', 415],
    ['of a charset that nobody reads', push, 'application/json; charset=x', 415],
    ['of six megabytes', JSON.stringify('x'.repeat(6e6)), 'application/json', 413],
    ['that is broken JSON', '{"test":', 'application/json', 400],
    ['that is too deep', '['.repeat(4.8e6), 'application/json', 400],
    ['without a content type', push, undefined, 415],
  ])(
    'tells nobody of a body %s, and logs no error, signed or not',
    async (_, body, contentType, status) => {
      const { received, log, port } = await start(withSecret(SECRET));
      const signature = sign(body);

      expect([
        await post(port, { body, contentType: contentType ?? null }),
        await post(port, { body, contentType: contentType ?? null, signature }),
      ]).toEqual([403, status]);
      expect(received).toEqual([]);
      expect(log.at('error')).toEqual([]);
    },
  );

  it.each([[{}], [withSecret([])], [{ http: { topics: ['github'] } }]])(
    'opens no endpoint, and says so, with the configuration %j',
    async events => {
      const { received, log, port } = await start(events);

      expect(await post(port, { body: push, signature: sign(push) })).toBe(404);
      expect(received).toEqual([]);
      expect(log.at('info')).toContain(
        'No webhooks of Bitbucket Server are let in over HTTP; set events.modules.bitbucketServer.webhookSecret to let them in',
      );
      expect(log.at('warn')).toEqual([]);
    },
  );

  it('warns that anyone can post where the topic is open and there is no secret', async () => {
    const { received, log, port } = await start({
      http: { topics: ['bitbucketServer'] },
    });

    expect(await post(port, { body: push })).toBe(202);
    expect(received).toHaveLength(2);
    expect(log.at('warn')).toEqual([
      'Anyone can post webhooks of Bitbucket Server, since events.http.topics holds bitbucketServer; take that out, and set events.modules.bitbucketServer.webhookSecret',
    ]);
  });

  it('warns that anyone can post to a topic beneath, which no secret guards', async () => {
    const topic = `bitbucketServer.${PUSH}`;
    const { received, log, port } = await start(
      withSecret(SECRET, { topics: ['bitbucketServer', topic] }),
    );

    expect(await post(port, { body: push })).toBe(403);
    expect(await post(port, { body: push, path: `/api/events/http/${topic}` })).toBe(202);
    expect(received).toMatchObject([{ topic }]);
    expect(log.at('warn')).toContainEqual(
      expect.stringContaining(`since events.http.topics holds ${topic}; `),
    );
  });

  it('logs no secret, whatever comes in', async () => {
    const { log, port } = await start(withSecret([SECRET, NEXT_SECRET]));
    await post(port, { body: push });
    await post(port, { body: push, signature: sign(push) });
    await post(port, { body: '{', signature: sign(push) });

    const shown = JSON.stringify(log.lines);
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(NEXT_SECRET);
  });

  it('refuses to start with a secret that is none, and does not show it', async () => {
    await expect(
      start(withSecret([SECRET, ''])),
    ).rejects.toThrow(/webhookSecret holds something other than text/);
    await expect(start(withSecret([SECRET, '']))).rejects.not.toThrow(SECRET);
  });

  it("refuses to start beside Backstage's own module of the same task", async () => {
    await expect(
      start(withSecret(SECRET), {
        module: import(
          '@backstage/plugin-events-backend-module-bitbucket-server'
        ),
      }),
    ).rejects.toThrow(
      "Module 'bitbucket-server-event-router' for plugin 'events' is already registered",
    );
  });
});

/** Posts to the endpoint, and gives the status. */
function post(
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
