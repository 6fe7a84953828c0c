import type { OutgoingHttpHeaders } from 'node:http';
import {
  ping,
  push,
  sign,
  useWebhookEndpoint,
} from '../../dev/rig/useWebhookEndpoint';

const levels = (count: number) => '['.repeat(count) + ']'.repeat(count);

const open = useWebhookEndpoint();

describe('WebhookEndpoint, for a test ping', () => {
  const key = { 'x-event-key': 'diagnostics:ping' };

  it.each([
    ['is not signed', ping, {}],
    ['is written with blanks', ' { "test" :\n true } ', {}],
    ['is signed', ping, { 'x-hub-signature': sign(ping) }],
    ['is signed wrongly', ping, { 'x-hub-signature': sign(push) }],
  ])('answers 200, and lets it no further, where it %s', async (_, body, headers) => {
    const { send, publish, logger } = await open();

    expect(await send(body, { ...key, ...headers })).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
    expect(publish).not.toHaveBeenCalled();
    expect(logger.lines).toEqual([]);
  });

  it.each<[string, string, OutgoingHttpHeaders]>([
    ['with more in it', JSON.stringify({ test: true, a: 'x' }), {}],
    ['that is false', JSON.stringify({ test: false }), {}],
    ['that is text', JSON.stringify({ test: 'true' }), {}],
    ['that is a list', JSON.stringify([{ test: true }]), {}],
    ['that is broken', '{"test":true', {}],
    ['that is deep', '['.repeat(4.8e6), {}],
    ['that is deep and short', '['.repeat(1000), {}],
    ['that is deep and balanced', levels(2e6), {}],
    ['of unknown length', '['.repeat(4.8e6), { 'transfer-encoding': 'chunked' }],
    ['of another type', ping, { 'content-type': 'text/plain' }],
    ['in blanks without end', ' '.repeat(1e6), {}],
  ])('refuses an unsigned one %s, quietly', async (_, body, headers) => {
    const { send, publish, logger } = await open();

    expect(await send(body, { ...key, ...headers })).toMatchObject({
      status: 403,
    });
    expect(publish).not.toHaveBeenCalled();
    expect(logger.lines.map(({ level }) => level)).toEqual(['debug']);
  });

  it('asks for a signature where the body is not that of a test', async () => {
    const { sendSigned, publish } = await open();

    expect(await sendSigned(push, key)).toMatchObject({ status: 202 });
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it.each([['repo:refs_changed'], ['']])(
    'takes one with the event key %j for no ping',
    async eventKey => {
      const { send } = await open();

      expect(await send(ping, { 'x-event-key': eventKey })).toMatchObject({
        status: 403,
      });
    },
  );
});
