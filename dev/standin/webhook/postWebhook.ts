import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';

/** Longer than a backend takes to say that it has got one. */
const TIMEOUT_MS = 10_000;

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Where webhooks are sent, and what signs them.
 */
export interface WebhookTarget {
  /** Plain HTTP on the loopback address. */
  url: string;
  /** Nothing is signed when left out. */
  secret?: string;
}

/**
 * A webhook before it is sent.
 */
export interface WebhookEvent {
  /** Goes into `X-Event-Key`. */
  eventKey: string;
  body: unknown;
}

/**
 * Throws unless an address is plain HTTP on this very machine.
 */
export function assertLoopbackUrl(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'http:' || !loopback.has(hostname)) {
    throw new Error(
      `Webhooks are sent to http:// on the loopback address only, not to ${url}`,
    );
  }
}

/**
 * Posts a webhook as a real server does, with its signature over the raw
 * bytes, and gives the status of the answer.
 */
export async function postWebhook(
  { eventKey, body }: WebhookEvent,
  options: { to: WebhookTarget },
): Promise<number> {
  const { url, secret } = options.to;
  assertLoopbackUrl(url);
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
    'X-Event-Key': eventKey,
    'X-Request-Id': randomUUID(),
    ...(secret === undefined ? {} : { 'X-Hub-Signature': sign(bytes, secret) }),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers, agent: false, signal }, answer => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    })
      .once('error', reject)
      .end(bytes);
  });
}

function sign(bytes: Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}
