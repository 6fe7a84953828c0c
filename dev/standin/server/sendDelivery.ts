import type { ServerResponse } from 'node:http';

import type { Delivery } from '../faults/answerWithFaults';

/**
 * Sends what is to be sent over a real socket.
 *
 * @remarks
 * `cut` announces the whole body, sends half of it and ends the connection;
 * `reset` breaks the connection with a TCP reset; `hang` leaves it open.
 */
export function sendDelivery(
  delivery: Delivery,
  options: { to: ServerResponse },
): void {
  const { to } = options;
  if (delivery.kind === 'hang') {
    return;
  }
  if (delivery.kind === 'reset') {
    to.socket?.resetAndDestroy();
    return;
  }
  const { status, headers } = delivery.response;
  const body = Buffer.from(delivery.response.body);
  to.writeHead(status, {
    ...headers,
    ...(status === 204 ? {} : { 'Content-Length': body.length }),
  });
  if (delivery.kind === 'cut') {
    const half = body.subarray(0, Math.floor(body.length / 2));
    to.write(half, () => to.socket?.destroy());
    return;
  }
  to.end(body);
}
