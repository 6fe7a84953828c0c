import { post, PUSH, useWebhookBackend, withSecret } from '../../dev/rig/useWebhookBackend';
import { push, SECRET, sign } from '../../dev/rig/useWebhookEndpoint';

const start = useWebhookBackend();
const NEXT_SECRET = 'two-91fe';

describe('eventsModuleBitbucketServerWebhook', () => {
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
});
