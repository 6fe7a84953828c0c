import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WEBHOOK_TOPIC } from '../config';
import { assertSigned, parseSignature } from './assertSigned';
import { Backlog } from './Backlog';
import { parseBody, readDecoder } from './parseBody';
import { readBody } from './readBody';
import { Refusal } from './Refusal';

/** As much as the events plugin takes. */
const MAX_BYTES = 5 * 1024 * 1024;
/** For what is not signed, which may be a test ping of 13 bytes. */
const MAX_UNSIGNED_BYTES = 1024;
const MAX_HELD = { count: 1000, bytes: 64 * 1024 * 1024 };
const RETRY_AFTER_S = 30;

const PING = 'diagnostics:ping';
const TEST = /^\s*\{\s*"test"\s*:\s*true\s*\}\s*$/;

/** Whatever Express would hand to the events plugin's own route, and more. */
const PATH = new RegExp(`^/*http/+${WEBHOOK_TOPIC}/*$`, 'i');

export type RawRequest = IncomingMessage & {
  /** Below the path of the events plugin. */
  readonly path: string;
};

/**
 * The endpoint for webhooks: a middleware that lets in what one of the secrets has
 * signed, and publishes it.
 *
 * @remarks
 * It stands before the routes of the events plugin, which parse a body before
 * they ask whether it is signed, and answer when everybody has taken the event.
 * Here nothing but bytes is looked at until the signature is right, the answer
 * waits for nobody, and what waits behind the endpoint is bounded.
 *
 * The test button of Bitbucket sends an unsigned `{"test":true}`: it is
 * answered with 200, and goes no further.
 */
export class WebhookEndpoint {
  readonly #options: WebhookEndpointOptions;
  readonly #backlog: Backlog;
  #isFull = false;

  constructor(options: WebhookEndpointOptions) {
    this.#options = options;
    this.#backlog = new Backlog({ max: options.maxHeld ?? MAX_HELD });
  }

  /** Answers every POST to the endpoint, and leaves other requests to the next. */
  readonly handle = async (
    request: RawRequest,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ): Promise<void> => {
    if (request.method !== 'POST' || !PATH.test(request.path)) {
      next();
      return;
    }
    try {
      await this.#letIn(request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        next(error);
        return;
      }
      this.#log(error, request);
      const { headers, message } = error;
      const isNoPing = isPing(request) && error.status < 500;
      const status = isNoPing ? 403 : error.status;
      answer(response, { status, headers, payload: { message } });
    }
  };

  async #letIn(request: RawRequest, response: ServerResponse): Promise<void> {
    const parsed = parseSignature(request.headers);
    if ('reason' in parsed && !isPing(request)) {
      throw new Refusal({ status: 403, message: parsed.reason });
    }
    const decoder = readDecoder(request);
    const maxBytes = 'reason' in parsed ? MAX_UNSIGNED_BYTES : MAX_BYTES;
    const leave = this.#enter(request, { maxBytes });
    try {
      const body = await readBody(request, { maxBytes });
      if (isPing(request) && isTest(body)) {
        answer(response, { status: 200, payload: { status: 'ok' } });
        leave();
        return;
      }
      assertSigned(body, { parsed, secrets: this.#options.secrets });
      const payload = parseBody(body, { decoder });
      answer(response, { status: 202, payload: { status: 'accepted' } });
      this.#publish(payload, request).finally(leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  #enter(
    { headers }: RawRequest,
    { maxBytes }: { maxBytes: number },
  ): () => void {
    // A body of unknown length, or of one that is refused, is at most this.
    const length = Number(headers['content-length'] ?? maxBytes);
    const leave = this.#backlog.enter(Math.min(length, maxBytes));
    if (!leave) {
      throw new Refusal({
        status: 503,
        message: 'too many others are waiting to be worked on',
        headers: { 'Retry-After': `${RETRY_AFTER_S}` },
      });
    }
    this.#isFull = false;
    return leave;
  }

  async #publish(payload: unknown, { headers }: RawRequest): Promise<void> {
    const { events, logger } = this.#options;
    try {
      await events.publish({
        topic: WEBHOOK_TOPIC,
        eventPayload: payload,
        metadata: headers,
      });
    } catch (error) {
      logger.error(
        `A webhook of Bitbucket Server was let in, and could not be passed on: ${error}`,
        error as Error,
      );
    }
  }

  #log({ status, message }: Refusal, request: RawRequest): void {
    const { logger } = this.#options;
    const line = `A webhook of Bitbucket Server was refused: ${message}`;
    const isAgain = status === 503 && this.#isFull;
    this.#isFull ||= status === 503;
    // Anyone can send a ping, or go on sending while the endpoint is full.
    if (isAgain || isPing(request)) {
      logger.debug(line);
    } else {
      logger.warn(line);
    }
  }
}

export interface WebhookEndpointOptions {
  readonly secrets: readonly string[];
  readonly events: EventsService;
  readonly logger: LoggerService;
  /** 1000 webhooks, and 64 MiB of their bodies, by default. */
  readonly maxHeld?: { count: number; bytes: number };
}

function isPing({ headers }: RawRequest): boolean {
  return headers['x-event-key'] === PING;
}

function isTest(body: Buffer): boolean {
  return body.length <= MAX_UNSIGNED_BYTES && TEST.test(body.toString());
}

function answer(
  response: ServerResponse,
  options: {
    status: number;
    headers?: Readonly<Record<string, string>>;
    payload: { [name: string]: string };
  },
): void {
  const { status, headers, payload } = options;
  response
    .writeHead(status, { 'Content-Type': 'application/json', ...headers })
    .end(JSON.stringify(payload));
}
