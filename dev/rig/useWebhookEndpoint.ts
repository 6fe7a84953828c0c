import type { EventsService } from '@backstage/plugin-events-node';
import { createHmac } from 'node:crypto';
import { createServer, OutgoingHttpHeaders, request, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogLines } from './LogLines';
import { WebhookEndpoint, WebhookEndpointOptions } from '../../src/webhook/WebhookEndpoint';

const ENDPOINT = '/http/bitbucketServer';

/** The secret that an endpoint knows where a test says no other. */
export const SECRET = 'one-5b0c';

/** A body that is let in where it is signed. */
export const push = JSON.stringify({ eventKey: 'repo:refs_changed', changes: [] });

/** The body of a test. */
export const ping = JSON.stringify({ test: true });

/** Signs a body as the server does. */
export function sign(
  body: string | Buffer,
  options: { secret?: string; algorithm?: string } = {},
): string {
  const { secret = SECRET, algorithm = 'sha256' } = options;
  const digest = createHmac(algorithm, secret).update(body).digest('hex');
  return `${algorithm}=${digest}`;
}

interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: unknown;
}

/** Sends these parts to the endpoint; it may answer before the last of them. */
function post(
  url: string,
  options: { parts: (string | Buffer)[]; headers: OutgoingHttpHeaders },
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...options.headers };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent: false });
    sent.once('error', reject).once('response', response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: JSON.parse(Buffer.concat(chunks).toString()),
        }),
      );
    });
    options.parts.forEach(part => sent.write(part));
    sent.end();
  });
}

/**
 * Prepares the tests of a file, and gives what opens an endpoint that listens
 * until the test has ended.
 */
export function useWebhookEndpoint() {
  let server: Server | undefined;

  afterEach(async () => {
    jest.restoreAllMocks();
    server?.closeAllConnections();
    await new Promise(resolve => (server ? server.close(resolve) : resolve(0)));
    server = undefined;
  });

  return async function open(
    options: Partial<WebhookEndpointOptions> & {
      publish?: EventsService['publish'];
      readFirst?: boolean;
    } = {},
  ) {
    const logger = new LogLines();
    const publish = jest.fn(options.publish ?? (async () => {}));
    const events = { publish, subscribe: async () => {} };
    const endpoint = new WebhookEndpoint({
      secrets: [SECRET],
      events,
      logger,
      ...options,
    });
    server = createServer(async (incoming, response) => {
      const path = (incoming.url ?? '').replace(/\?.*/, '');
      if (options.readFirst) {
        await incoming.resume().toArray();
      }
      const asExpress = Object.assign(incoming, { path });
      await endpoint.handle(asExpress, response, error => {
        response.writeHead(error ? 500 : 404).end('{}');
      });
    });
    await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const send = (
      parts: string | Buffer | (string | Buffer)[],
      headers: OutgoingHttpHeaders = {},
      path = ENDPOINT,
    ) =>
      post(`http://127.0.0.1:${port}${path}`, {
        parts: [parts].flat(),
        headers: {
          'x-event-key': 'repo:refs_changed',
          ...(!headers['transfer-encoding'] && {
            'content-length': Buffer.concat([parts].flat().map(part => Buffer.from(part))).length,
          }),
          ...headers,
        },
      });
    /** With a right signature. */
    const sendSigned = (body: string | Buffer, headers?: OutgoingHttpHeaders) =>
      send(body, { 'x-hub-signature': sign(body), ...headers });
    return { send, sendSigned, publish, logger };
  };
}
