import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import fetch, { FetchError, Response } from 'node-fetch';
import { toNetworkError } from './toNetworkError';
import { BodyTooLargeError } from './transportErrors';
import { HttpFetch } from './types';

/** No answer of the API comes near this. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * Sends one request with node-fetch and reads the body to its end.
 *
 * @remarks
 * There is no agent but for a host with TLS settings of its own: Node's global
 * one keeps connections alive and carries the proxy settings of the user.
 * Redirects are answers, not
 * instructions: following one could hand the credentials to somebody else.
 */
export const nodeFetch: HttpFetch = async request => {
  const { method, url, headers, body, signal, agent, saveBodyTo } = request;
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      signal,
      agent,
      redirect: 'manual',
      size: saveBodyTo ? 0 : MAX_BODY_BYTES,
    });
    return {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body:
        saveBodyTo && response.ok
          ? await save(response, { saveBodyTo })
          : Buffer.from(await response.arrayBuffer()),
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!isBrokenConnection(error)) {
      throw error;
    }
    if (error instanceof FetchError && error.type === 'max-size') {
      throw new BodyTooLargeError({
        method,
        url,
        maxBytes: MAX_BODY_BYTES,
        cause: error,
      });
    }
    throw toNetworkError(request, { cause: error });
  }
};

async function save(
  { body }: Response,
  { saveBodyTo }: { saveBodyTo: string },
): Promise<Buffer> {
  await pipeline(body ?? [], createWriteStream(saveBodyTo));
  return Buffer.alloc(0);
}

/** node-fetch does not wrap what breaks off a deflated body at its start. */
function isBrokenConnection(error: unknown): error is Error {
  const { code } = error as NodeJS.ErrnoException;
  return (
    error instanceof FetchError ||
    code === 'ECONNRESET' ||
    code === 'ERR_STREAM_PREMATURE_CLOSE'
  );
}
