import fetch, { FetchError, Response } from 'node-fetch';
import { createWriteStream } from 'node:fs';
import http, { type Agent, type ClientRequest } from 'node:http';
import https from 'node:https';
import { finished, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  BodyTooLargeError,
  CertificateError,
  CertificateFault,
  NetworkError,
  TransportError,
} from './transportErrors';
import { HttpFetch, HttpRequest, RequestLine } from './types';
import { PACKINGS, unpack } from './unpack';

/** No answer of the API comes near this. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** Statuses of answers that have no body, whatever their headers say. */
const WITHOUT_BODY = [204, 304];

/** What of a certificate is at fault, by the codes of Node and OpenSSL. */
const FAULTS: readonly [RegExp, CertificateFault][] = [
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/, 'expired'],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'otherName'],
  [/^UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF_SIGNATURE)/, 'untrusted'],
  [/SELF_SIGNED_CERT|^CERT_|^INVALID_(?:CA|PURPOSE)$/, 'untrusted'],
];

/**
 * Sends one request with node-fetch and reads the body to its end.
 *
 * @remarks
 * The agent is Node's global one but for a host with TLS settings of its own:
 * it keeps connections alive and carries the proxy settings of the user.
 * Redirects are answers, not instructions: following one could hand the
 * credentials to somebody else.
 */
export const nodeFetch: HttpFetch = async request => {
  const { method, url, headers, body, signal, saveBodyTo } = request;
  let fault: Error | undefined;
  const agent = createWatchedAgent(toAgent(request), {
    onError: error => {
      fault ??= error;
    },
  });
  try {
    const response = await fetch(url, {
      method,
      headers: { 'accept-encoding': PACKINGS, ...headers },
      body,
      signal,
      agent,
      redirect: 'manual',
      compress: false,
    });
    const content = await open(response, request);
    const answer = {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body:
        saveBodyTo && response.ok
          ? await save(content, { saveBodyTo })
          : await read(content, { request }),
    };
    if (fault) {
      throw toNetworkError(request, { cause: fault });
    }
    return answer;
  } catch (error) {
    signal?.throwIfAborted();
    if (!isBroken(error)) {
      throw error;
    }
    throw toNetworkError(request, { cause: error });
  }
};

function toAgent({ agent, url }: HttpRequest): http.Agent {
  const { globalAgent } = url.startsWith('https:') ? https : http;
  return agent ?? globalAgent;
}

/** The body as it is once it is unpacked. */
async function open(
  { body, status, headers }: Response,
  { method }: RequestLine,
): Promise<Readable> {
  if (!(body instanceof Readable)) {
    return Readable.from([]);
  }
  const isEmpty = method === 'HEAD' || WITHOUT_BODY.includes(status);
  return isEmpty
    ? body
    : unpack(body, { encoding: headers.get('content-encoding') });
}

/** By its events, since an iterator over a stream costs several times as much. */
function read(
  body: Readable,
  { request }: { request: RequestLine },
): Promise<Buffer> {
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
    // Hears as well of a body that had broken before anybody could listen.
    finished(body, { writable: false }, cause => {
      if (!cause) {
        resolve(Buffer.concat(chunks));
      } else {
        reject(
          cause instanceof TransportError
            ? cause
            : toNetworkError(request, { cause }),
        );
      }
    });
  });
}

async function save(
  body: Readable,
  { saveBodyTo }: { saveBodyTo: string },
): Promise<Buffer> {
  await pipeline(body, createWriteStream(saveBodyTo));
  return Buffer.alloc(0);
}

/** As a connection breaks off, or what was packed otherwise, or not to its end. */
const BROKEN =
  /^(?:ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|Z_\w+|ERR_(?:_ERROR|BROTLI)_\w+)$/;

function isBroken(error: unknown): error is Error {
  const { code = '' } = error as NodeJS.ErrnoException;
  return error instanceof FetchError || BROKEN.test(code);
}

/** Maps what broke a connection to a failure on the way to the server. */
export function toNetworkError(
  { method, url }: RequestLine,
  { cause }: { cause: Error & { code?: string } },
): NetworkError | CertificateError {
  const { code = '' } = cause;
  const [, fault] = FAULTS.find(([codes]) => codes.test(code)) ?? [];
  return fault
    ? new CertificateError({ method, url, fault, cause })
    : new NetworkError({ method, url, cause });
}

/** What Node hands a request to; its types leave that out. */
interface RequestTaker {
  addRequest(request: ClientRequest, options: unknown): void;
}

/**
 * Makes an agent that is another one, and tells what breaks a request. Once an
 * answer has begun, node-fetch tells nobody what breaks its request, and drops
 * what has not been read of the body, which then ends like one that is
 * complete.
 */
function createWatchedAgent(
  agent: Agent,
  { onError }: { onError: (error: Error) => void },
): Agent {
  const taker = agent as Agent & RequestTaker;
  const addRequest: RequestTaker['addRequest'] = (request, options) => {
    request.on('error', onError);
    taker.addRequest(request, options);
  };
  return Object.create(agent, { addRequest: { value: addRequest } });
}
