import { post, PUSH, useWebhookBackend, withSecret } from '../../dev/rig/useWebhookBackend';
import { push, SECRET, sign } from '../../dev/rig/useWebhookEndpoint';

const start = useWebhookBackend();
const NEXT_SECRET = 'two-91fe';

describe('eventsModuleBitbucketServerWebhook', () => {
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
