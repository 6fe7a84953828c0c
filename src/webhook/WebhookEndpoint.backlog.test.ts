import {
  ping,
  push,
  sign,
  useWebhookEndpoint,
} from '../../dev/rig/useWebhookEndpoint';

const open = useWebhookEndpoint();

describe('WebhookEndpoint, while those behind it take no end', () => {
  const never = () => new Promise<void>(() => {});

  it('answers all the same', async () => {
    const { sendSigned, publish } = await open({ publish: never });

    expect(await sendSigned(push)).toMatchObject({ status: 202 });
    expect(await sendSigned(push)).toMatchObject({ status: 202 });
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['so many', { count: 2, bytes: 1e6 }],
    ['so many bytes', { count: 10, bytes: push.length * 2 }],
  ])('holds no more than %s, and warns once', async (_, maxHeld) => {
    const { sendSigned, publish, logger } = await open({
      publish: never,
      maxHeld,
    });
    const statuses: number[] = [];
    for (let sent = 0; sent < 4; sent += 1) {
      statuses.push((await sendSigned(push)).status);
    }

    expect(statuses).toEqual([202, 202, 503, 503]);
    expect(publish).toHaveBeenCalledTimes(2);
    expect(logger.at('warn')).toEqual([
      'A webhook of Bitbucket Server was refused: too many others are waiting to be worked on',
    ]);
    expect((await sendSigned(push)).headers).toMatchObject({
      'retry-after': '30',
    });
  });

  it('has room again for as many as are done with, in whatever way', async () => {
    const ends: (() => void)[] = [];
    const { send, sendSigned, logger } = await open({
      maxHeld: { count: 1, bytes: 1e6 },
      publish: () =>
        new Promise((resolve, reject) => {
          ends.push(ends.length ? resolve : () => reject(new Error('broken')));
        }),
    });
    const wrongly = { 'x-hub-signature': sign('another') };
    expect(await send(push, wrongly)).toMatchObject({ status: 403 });
    expect(await sendSigned('{')).toMatchObject({ status: 400 });
    expect(await send(ping, { 'x-event-key': 'diagnostics:ping' })).toMatchObject({ status: 200 });
    for (let round = 0; round < 3; round += 1) {
      expect(await sendSigned(push)).toMatchObject({ status: 202 });
      expect(await sendSigned(push)).toMatchObject({ status: 503 });
      ends.at(-1)?.();
    }
    expect(logger.at('error')).toEqual([
      'A webhook of Bitbucket Server was let in, and could not be passed on: Error: broken',
    ]);
    expect(logger.at('warn')).toContainEqual(
      expect.stringContaining('too many others'),
    );
  });
});
