import { http, HttpResponse, type RequestHandler } from 'msw';

import { answerWithFaults, type Delivery } from './faults/answerWithFaults';
import type { StandInFaults } from './faults/StandInFaults';
import type { StandInBitbucket } from './StandInBitbucket';

function toBody(delivery: Exclude<Delivery, { kind: 'reset' | 'hang' }>) {
  const { body, status } = delivery.response;
  if (delivery.kind === 'response') {
    return status === 204 ? null : body;
  }
  const bytes = new TextEncoder().encode(body);
  let isSent = false;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) {
        controller.error(new TypeError('terminated'));
        return;
      }
      isSent = true;
      controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
    },
  });
}

/**
 * Creates msw handlers that answer every request to one origin in process.
 *
 * @remarks
 * The origin is that of the stand-in's base URL unless another one is called.
 * A reset is a network error, a hang is never answered, and a cut body fails
 * in the middle. The stand-in goes along, so that a test can look at what it
 * was asked.
 */
export function createStandInHandlers(
  standIn: StandInBitbucket,
  options: {
    faults?: StandInFaults;
    origin?: string;
    /** Told when a request comes in, and when its answer goes out. */
    onFlight?: (change: 1 | -1) => void;
  } = {},
): RequestHandler[] {
  const { faults, origin = new URL(standIn.baseUrl).origin } = options;
  const { onFlight } = options;
  const handler = http.all(`${origin}/*`, async ({ request }) => {
    onFlight?.(1);
    const delivery = await answerWithFaults(
      {
        method: request.method,
        url: new URL(request.url),
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
      },
      { standIn, faults },
    );
    if (delivery.kind !== 'hang') {
      onFlight?.(-1);
    }
    switch (delivery.kind) {
      case 'reset':
        return HttpResponse.error();
      case 'hang':
        return new Promise<never>(() => {});
      default: {
        const { status, headers } = delivery.response;
        return new HttpResponse(toBody(delivery), { status, headers });
      }
    }
  });
  return [Object.assign(handler, { standIn })];
}
