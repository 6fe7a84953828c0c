import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fetch, { FetchError, Response } from 'node-fetch';
import { toNetworkError } from './toNetworkError';
import { BodyTooLargeError, TransportError } from './transportErrors';
import { HttpFetch, RequestLine } from './types';

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
    });
    return {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body:
        saveBodyTo && response.ok
          ? await save(response, { saveBodyTo })
          : await read(response, { request }),
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!isBrokenConnection(error)) {
      throw error;
    }
    throw toNetworkError(request, { cause: error });
  }
};

/** By its events, since an iterator over a stream costs several times as much. */
function read(
  { body }: Response,
  { request }: { request: RequestLine },
): Promise<Buffer> {
  if (!(body instanceof Readable)) {
    return Promise.resolve(Buffer.alloc(0));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) {
        const { method, url } = request;
        const maxBytes = MAX_BODY_BYTES;
        body.destroy(new BodyTooLargeError({ method, url, maxBytes }));
      } else {
        chunks.push(chunk);
      }
    });
    body.on('end', () => resolve(Buffer.concat(chunks)));
    body.on('error', cause =>
      reject(
        cause instanceof TransportError
          ? cause
          : toNetworkError(request, { cause }),
      ),
    );
  });
}

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
