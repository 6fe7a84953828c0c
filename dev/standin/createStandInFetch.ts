import { writeFile } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';

import type { HttpFetch, HttpRequest, HttpResponse } from '../../src/http';
import { NetworkError } from '../../src/http/transportErrors';
import { untilAborted } from '../../src/http/untilAborted';
import { answerWithFaults, type Delivery } from './faults/answerWithFaults';
import type { StandInFaults } from './faults/StandInFaults';
import type { StandInBitbucket } from './StandInBitbucket';
import type { StandInRequest } from './types';

/**
 * Creates a fetch that a stand-in answers in process, with neither a socket
 * nor node-fetch in between.
 *
 * @remarks
 * It ends as node-fetch does: a reset and a cut body are network errors, a
 * hang lasts until the request is aborted.
 */
export function createStandInFetch(
  standIn: StandInBitbucket,
  options: {
    faults?: StandInFaults;
    /** Told when a request comes in, and when it has ended. */
    onFlight?: (change: 1 | -1) => void;
  } = {},
): HttpFetch {
  const { faults, onFlight } = options;
  return async request => {
    const { signal } = request;
    signal?.throwIfAborted();
    onFlight?.(1);
    try {
      const asked = toStandInRequest(request);
      const delivered = answerWithFaults(asked, { standIn, faults });
      const delivery = await untilAborted(delivered, { signal });
      return await toAnswer(delivery, request);
    } finally {
      onFlight?.(-1);
    }
  };
}

function toStandInRequest(request: HttpRequest): StandInRequest {
  const { method = 'GET', url, headers, body } = request;
  return {
    method,
    url: new URL(url),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    ),
    body,
  };
}

async function toAnswer(
  delivery: Delivery,
  request: HttpRequest,
): Promise<HttpResponse> {
  switch (delivery.kind) {
    case 'hang':
      return untilAborted(new Promise<never>(() => {}), request);
    case 'reset':
      throw toBroken(request, 'ECONNRESET');
    case 'cut':
      throw toBroken(request, 'ERR_STREAM_PREMATURE_CLOSE');
    default: {
      const { status, headers, body } = delivery.response;
      const { saveBodyTo } = request;
      const isSaved = saveBodyTo !== undefined && status < 300;
      if (isSaved) {
        await writeFile(saveBodyTo, body);
      }
      return {
        status,
        statusText: STATUS_CODES[status] ?? '',
        headers: new Headers(headers),
        body: Buffer.from(isSaved ? '' : body),
      };
    }
  }
}

function toBroken(request: HttpRequest, code: string): NetworkError {
  const { method, url } = request;
  const cause = Object.assign(new Error(code), { code });
  return new NetworkError({ method, url, cause });
}
