import { HttpMethod, RequestContext, RequestLine } from './types';

/**
 * Why a request came to nothing on its way.
 *
 * - `unreachable`: the connection failed, or broke before the answer was complete
 * - `certificate`: the server showed a certificate that is not accepted
 * - `timeout`: one attempt took longer than it may
 * - `tooLarge`: the body is larger than any answer has reason to be
 * - `hostDown`: it was not sent, since its host counts as down
 * - `longRefusal`: the server asked to be left alone for longer than a run waits
 * - `longWait`: it was not sent, since its turn did not come in time
 */
export type TransportFailureKind =
  | 'unreachable'
  | 'certificate'
  | 'timeout'
  | 'tooLarge'
  | 'hostDown'
  | 'longRefusal'
  | 'longWait';

/**
 * The base of every failure that lies with the server or the way to it, and so
 * says nothing about what the server holds. What is to be made of one is
 * decided by its kind. An error that is not one of these is a bug of ours: it
 * is neither retried nor taken for an answer.
 */
export abstract class RequestError extends Error {
  abstract readonly kind: string;
  readonly method: HttpMethod;
  readonly url: string;

  constructor(
    options: RequestLine & {
      /** What became of the request, as it goes on behind its method and address. */
      ending: string;
      cause?: unknown;
    },
  ) {
    const { method = 'GET', url, ending, cause } = options;
    super(`${method} ${url} ${ending}`, { cause });
    this.method = method;
    this.url = url;
  }
}

export abstract class TransportError extends RequestError {
  abstract override readonly kind: TransportFailureKind;
}

export class NetworkError extends TransportError {
  override readonly name = 'NetworkError';
  override readonly kind = 'unreachable';

  constructor(options: RequestLine & { cause: Error }) {
    super({
      ...options,
      ending: `got no complete answer: ${toReason(options.cause)}`,
    });
  }
}

/** node-fetch repeats the address in front, and has no text where several addresses were tried. */
function toReason(cause: Error & { code?: string }): string {
  const reason = cause.message
    .replace(/^.*(?:, reason|while trying to fetch \S+):/, '')
    .trim();
  return reason || cause.code || 'the connection failed';
}

export class CertificateError extends TransportError {
  override readonly name = 'CertificateError';
  override readonly kind = 'certificate';

  constructor(
    options: RequestLine & { fault: CertificateFault; cause: Error },
  ) {
    const { fault, cause } = options;
    super({
      ...options,
      ending: `was not answered: ${CERTIFICATE_FAULTS[fault]} (${toReason(cause)})`,
    });
  }
}

export type CertificateFault = 'untrusted' | 'expired' | 'otherName';

const CERTIFICATE_FAULTS: Readonly<Record<CertificateFault, string>> = {
  untrusted:
    'the certificate of the server is not trusted. Put that of its authority into a file, and name the file in tls.ca of the integration, or in the environment variable NODE_EXTRA_CA_CERTS as the backend starts',
  expired:
    'the certificate of the server has expired, or is not valid yet by the clock of this machine. It has to be renewed; NODE_EXTRA_CA_CERTS is no help with that',
  otherName:
    'the certificate of the server is for another name. Ask for the server by the name that its certificate has, in host and apiBaseUrl of the integration; NODE_EXTRA_CA_CERTS is no help with that',
};

export class RequestTimeoutError extends TransportError {
  override readonly name = 'RequestTimeoutError';
  override readonly kind = 'timeout';

  constructor(options: RequestLine & { timeoutMs: number }) {
    super({
      ...options,
      ending: `was not answered within ${options.timeoutMs / 1000} s`,
    });
  }
}

export class BodyTooLargeError extends TransportError {
  override readonly name = 'BodyTooLargeError';
  override readonly kind = 'tooLarge';

  constructor(options: RequestLine & { maxBytes: number; cause?: unknown }) {
    super({
      ...options,
      ending: `was answered with more than ${
        options.maxBytes / 1024 / 1024
      } MB, which is refused`,
    });
  }
}

export class HostDownError extends TransportError {
  override readonly name = 'HostDownError';
  override readonly kind = 'hostDown';

  constructor(options: RequestLine & { failures: number; cause: Error }) {
    super({
      ...options,
      ending: `was not sent: the last ${options.failures} requests to this host failed, the last one with "${options.cause.message}"`,
    });
  }
}

export class RetryAfterTooLongError extends TransportError {
  override readonly name = 'RetryAfterTooLongError';
  override readonly kind = 'longRefusal';

  constructor(options: RequestLine & { retryAfterMs: number; maxMs: number }) {
    const minutes = (ms: number) => Math.ceil(ms / 60_000);
    super({
      ...options,
      ending: `was refused for ${minutes(
        options.retryAfterMs,
      )} minutes, which is longer than the ${minutes(
        options.maxMs,
      )} minutes a run waits, and the host is left alone until then; ask the administrator to exempt the account from the rate limit, or lower maxApiRequestsPerMinute`,
    });
  }
}

export class WaitTooLongError extends TransportError {
  override readonly name = 'WaitTooLongError';
  override readonly kind = 'longWait';

  constructor(options: RequestLine & { maxWaitMs: number }) {
    super({
      ...options,
      ending: `was not sent: its turn did not come within ${
        options.maxWaitMs / 1000
      } s, since other requests to this host go first or the server has asked for a slower pace`,
    });
  }
}

/** Of a wait that went on after a refusal, it names the whole, and not what was left. */
export function toWaitTooLong(
  request: RequestLine & RequestContext,
  { restMs }: { restMs: number },
): WaitTooLongError {
  const { maxWaitMs = restMs } = request;
  return new WaitTooLongError({ ...request, maxWaitMs });
}
