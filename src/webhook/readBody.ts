import type { IncomingMessage } from 'node:http';
import getRawBody from 'raw-body';
import { Refusal } from './Refusal';

/** Bitbucket sends a body in one go. */
const TIMEOUT_MS = 10_000;

/** Reads a request's bytes to their end: so many at most, and for ten seconds. */
export async function readBody(
  request: IncomingMessage & { body?: unknown },
  options: { maxBytes: number },
): Promise<Buffer> {
  if (Buffer.isBuffer(request.body)) {
    // A middleware of the backend's root has been here before.
    return request.body;
  }
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const refusal = new Refusal({
      status: 408,
      message: `its body did not arrive within ${TIMEOUT_MS / 1000} s`,
      headers: { Connection: 'close' },
    });
    timer = setTimeout(() => reject(refusal), TIMEOUT_MS);
  });
  try {
    return await Promise.race([readRaw(request, options), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function readRaw(
  request: IncomingMessage,
  { maxBytes }: { maxBytes: number },
): Promise<Buffer> {
  try {
    return await getRawBody(request, {
      length: request.headers['content-length'],
      limit: maxBytes,
    });
  } catch (cause) {
    // What is left is let go unseen, so that the answer gets through.
    request.resume();
    const { type, status, message } = cause as getRawBody.RawBodyError;
    throw new Refusal({
      status,
      message: `its body cannot be read: ${toReason(type, { maxBytes }) ?? message}`,
      cause,
    });
  }
}

function toReason(
  type: string,
  { maxBytes }: { maxBytes: number },
): string | undefined {
  switch (type) {
    case 'entity.too.large':
      return `it is larger than ${maxBytes} bytes`;
    case 'stream.not.readable':
      return 'another middleware of this backend has read it before; have that leave this path alone';
    default:
      return undefined;
  }
}
