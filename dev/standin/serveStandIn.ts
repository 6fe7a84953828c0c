import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerWithFaults } from './faults/answerWithFaults';
import { StandInFaults } from './faults/StandInFaults';
import { answerControl, controlPrefix } from './server/answerControl';
import { sendDelivery } from './server/sendDelivery';
import { ServerStats, type StandInStats } from './server/ServerStats';
import { toStandInRequest } from './server/toStandInRequest';
import type { StandInBitbucket } from './StandInBitbucket';
import { StandInWebhooks } from './webhook/StandInWebhooks';

/**
 * What a stand-in is served with.
 */
export interface ServeStandInOptions {
  standIn: StandInBitbucket;
  /** A free one when left out. */
  port?: number;
  /** 127.0.0.1 when left out. */
  host?: string;
  /** The trouble to make; none when left out. */
  faults?: StandInFaults;
  /** Those it sends; none by itself when left out. */
  webhooks?: StandInWebhooks;
}

/**
 * A stand-in that listens.
 */
export interface ServedStandIn {
  /** Where it listens, without a context path and without a slash at its end. */
  url: string;
  port: number;
  /** The trouble it makes, to be changed at any time. */
  faults: StandInFaults;
  stats(): StandInStats;
  /** Breaks all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves a stand-in over a real socket, with its control beside it.
 */
export async function serveStandIn(
  options: ServeStandInOptions,
): Promise<ServedStandIn> {
  const { standIn, port = 0, host = '127.0.0.1' } = options;
  const { faults = new StandInFaults() } = options;
  const { webhooks = new StandInWebhooks({ standIn }) } = options;
  const stats = new ServerStats();

  async function handle(
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (message.url?.startsWith(controlPrefix)) {
      const parts = { standIn, faults, stats, webhooks };
      await answerControl(message, { response, ...parts });
      return;
    }
    stats.requestStarted({ userAgent: message.headers['user-agent'] });
    response.once('close', () => stats.requestEnded());
    const request = await toStandInRequest(message);
    const delivery = await answerWithFaults(request, { standIn, faults });
    stats.outcome(
      delivery.kind === 'response'
        ? String(delivery.response.status)
        : delivery.kind,
    );
    sendDelivery(delivery, { to: response });
  }

  const server = createServer({ keepAliveTimeout: 60_000 });
  server.on('request', (message, response) => {
    handle(message, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.on('connection', socket => {
    stats.socketOpened();
    socket.once('close', () => stats.socketClosed());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const listening = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${listening}`,
    port: listening,
    faults,
    stats: () => stats.read(),
    close: () =>
      new Promise(resolve => {
        webhooks.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
