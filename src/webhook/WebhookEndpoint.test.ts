import type { OutgoingHttpHeaders } from 'node:http';
import {
  push,
  SECRET,
  sign,
  useWebhookEndpoint,
} from '../../dev/rig/useWebhookEndpoint';

const NEXT_SECRET = 'two-91fe';
const levels = (count: number) => '['.repeat(count) + ']'.repeat(count);

const open = useWebhookEndpoint();

describe('WebhookEndpoint', () => {
  it.each<[string, string[], string]>([
    ['the secret', [SECRET], sign(push)],
    ['the first of two secrets', [SECRET, NEXT_SECRET], sign(push)],
    ['the second of two secrets', [NEXT_SECRET, SECRET], sign(push)],
    ['the secret, in capital letters', [SECRET], sign(push).replace(/=.*/, hex => hex.toUpperCase())],
  ])('publishes a body that is signed by %s', async (_, secrets, signature) => {
    const { send, publish, logger } = await open({ secrets });

    const answer = await send(push, { 'x-hub-signature': signature });

    expect(answer).toMatchObject({ status: 202, body: { status: 'accepted' } });
    expect(publish.mock.calls).toEqual([
      [
        {
          topic: 'bitbucketServer',
          eventPayload: JSON.parse(push),
          metadata: expect.objectContaining({
            'x-event-key': 'repo:refs_changed',
          }),
        },
      ],
    ]);
    expect(logger.lines).toEqual([]);
  });

  it('goes by the bytes of the body, whatever they stand for', async () => {
    const { sendSigned, publish } = await open();
    const body = Buffer.from(' {"a" :\r\n"ü"}', 'utf16le');

    const { status } = await sendSigned(body, {
      'content-type': 'application/json; charset=utf-16le',
    });

    expect(status).toBe(202);
    expect(publish.mock.calls).toMatchObject([[{ eventPayload: { a: 'ü' } }]]);
  });

  const hex = sign(push).slice('sha256='.length);
  const missing = /has no X-Hub-Signature/;
  const malformed = /is not of the form sha256=/;
  const wrong = /is not that of its body/;

  it.each<[string, string | string[] | undefined, RegExp]>([
    ['no signature', undefined, missing],
    ['an empty signature', '', malformed],
    ['no algorithm', hex, malformed],
    ['another algorithm', sign(push, { algorithm: 'sha1' }), malformed],
    ['a stronger algorithm', sign(push, { algorithm: 'sha512' }), malformed],
    ['another algorithm of that length', `sha3-256=${hex}`, malformed],
    ['an algorithm in capital letters', `SHA256=${hex}`, malformed],
    ['no digits', 'sha256=', malformed],
    ['a digit less', `sha256=${hex.slice(1)}`, malformed],
    ['a digit more', `sha256=${hex}0`, malformed],
    ['a letter that is no digit', `sha256=${hex.slice(1)}g`, malformed],
    ['base64', `sha256=${Buffer.from(hex, 'hex').toString('base64')}`, malformed],
    ['two signatures in one line', `sha256=${hex}, sha256=${hex}`, malformed],
    ['two signatures', [`sha256=${hex}`, `sha256=${hex}`], malformed],
    ['another secret', sign(push, { secret: 'guessed' }), wrong],
    ['no secret at all', sign(push, { secret: '' }), wrong],
    ['another body', sign(`${push} `), wrong],
    ['another last digit', `sha256=${hex.slice(0, -1)}${hex.endsWith('0') ? 1 : 0}`, wrong],
    ['nothing but zeros', `sha256=${'0'.repeat(64)}`, wrong],
  ])('refuses a request with %s', async (_, signature, reason) => {
    const { send, publish, logger } = await open();

    const { status, body } = await send(push, {
      ...(signature !== undefined && { 'x-hub-signature': signature }),
    });

    expect(status).toBe(403);
    expect(body).toEqual({ message: expect.stringMatching(reason) });
    expect(publish).not.toHaveBeenCalled();
    expect(logger.at('warn')).toEqual([expect.stringMatching(reason)]);
    expect(logger.lines).toHaveLength(1);
    const shown = JSON.stringify([body, logger.lines]);
    expect(shown).not.toContain(SECRET);
    expect(shown).not.toContain(hex);
  });

  it('refuses everything where it knows no secret', async () => {
    const { sendSigned } = await open({ secrets: [] });

    expect(await sendSigned(push)).toMatchObject({ status: 403 });
  });

  it('answers what has no signature before it has got the body', async () => {
    const { send } = await open();

    // More than it says would be needed for the request to end.
    const answer = send(push, { 'content-length': 5000 });

    expect(await answer).toMatchObject({ status: 403 });
  });

  it.each([
    ['without a signature', undefined],
    ['with a wrong signature', sign('another')],
  ])('parses nothing of a deep body %s', async (_, signature) => {
    const parse = jest.spyOn(JSON, 'parse');
    const { send, logger } = await open();
    parse.mockClear();

    const { status } = await send(
      '['.repeat(4.8e6),
      signature ? { 'x-hub-signature': signature } : {},
    );

    expect(status).toBe(403);
    // The answer of the endpoint alone was parsed, by this test.
    expect(parse.mock.calls.map(([text]) => text.length < 200)).toEqual([true]);
    expect(logger.at('warn')).toHaveLength(1);
  });

  it.each<[string, number, string]>([
    ['100 levels', 202, levels(100)],
    ['101 levels', 400, levels(101)],
    ['101 levels of objects', 400, `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
    ['101 lists that are not closed', 400, '['.repeat(101)],
    ['brackets in a string', 202, JSON.stringify({ a: `\\"${levels(500)}` })],
    ['500 lists side by side', 202, JSON.stringify(Array(500).fill([]))],
    ['no JSON', 400, '{"test":'],
    ['nothing', 400, ''],
  ])('answers a signed body of %s with %i', async (_, status, body) => {
    const { sendSigned, publish, logger } = await open();

    expect(await sendSigned(body)).toMatchObject({ status });
    expect(publish).toHaveBeenCalledTimes(status === 202 ? 1 : 0);
    expect(logger.at('error')).toEqual([]);
  });

  const sixMegabytes = JSON.stringify('x'.repeat(6e6));

  it.each<[string, string, OutgoingHttpHeaders, number, RegExp]>([
    ['that is no JSON by its type', 'test=true', { 'content-type': 'text/plain' }, 415, /not application\/json/],
    ['of a type that is none', push, { 'content-type': ';' }, 415, /Content-Type/],
    ['without a type', push, { 'content-type': [] }, 415, /has no Content-Type/],
    ['of a charset that is none', push, { 'content-type': 'application/json; charset=x' }, 415, /charset x/],
    ['that is packed', push, { 'content-encoding': 'gzip' }, 415, /encoded as gzip/],
    ['of six megabytes', sixMegabytes, {}, 413, /larger than 5242880 bytes/],
  ])('refuses a signed body %s', async (_, body, headers, status, reason) => {
    const { sendSigned, publish } = await open();

    const answer = await sendSigned(body, headers);

    expect(answer).toMatchObject({
      status,
      body: { message: expect.stringMatching(reason) },
    });
    expect(publish).not.toHaveBeenCalled();
  });

  it('bounds a body whose length is not said', async () => {
    const { send } = await open();
    const parts = Array(6).fill('x'.repeat(1e6));
    const headers = {
      'x-hub-signature': sign(parts.join('')),
      'transfer-encoding': 'chunked',
    };

    expect(await send(parts, headers)).toMatchObject({ status: 413 });
  });

  it('says so where another middleware has read the body', async () => {
    const { sendSigned } = await open({ readFirst: true });

    expect(await sendSigned(push)).toMatchObject({
      status: 500,
      body: { message: expect.stringContaining('another middleware') },
    });
  });

  it('gives up a body that does not arrive within ten seconds', async () => {
    const { send, logger } = await open();
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    try {
      const answer = send(push, {
        'x-hub-signature': sign(push),
        'content-length': 5000,
      });
      while (jest.getTimerCount() === 0) {
        await new Promise(setImmediate);
      }
      jest.advanceTimersByTime(10_000);

      expect(await answer).toMatchObject({
        status: 408,
        headers: { connection: 'close' },
      });
      expect(logger.at('warn')).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    ['/HTTP/BITBUCKETSERVER'],
    ['/http/bitbucketServer/'],
    ['/http//bitbucketServer'],
    ['//http/bitbucketServer?x=y'],
  ])('is also at %s, where Express would take it for the same', async path => {
    const { send } = await open();

    expect(await send(push, {}, path)).toMatchObject({ status: 403 });
  });

  it.each([['/http'], ['/http/bitbucketServer/x'], ['/http/bitbucketServer.x'], ['/bus/http/bitbucketServer']])(
    'leaves %s to others',
    async path => {
      const { send } = await open();

      expect(await send(push, {}, path)).toMatchObject({ status: 404 });
    },
  );
});
