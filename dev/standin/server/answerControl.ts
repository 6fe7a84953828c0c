import type { IncomingMessage, ServerResponse } from 'node:http';

import type { StandInFaults } from '../faults/StandInFaults';
import type { FaultSettings } from '../faults/types';
import type { StandInBitbucket } from '../StandInBitbucket';
import type { WebhookEvent, WebhookTarget } from '../webhook/postWebhook';
import type { StandInWebhooks } from '../webhook/StandInWebhooks';
import type { ServerStats } from './ServerStats';

/**
 * What the addresses of the control begin with.
 */
export const controlPrefix = '/__standin/';

interface ControlContext {
  standIn: StandInBitbucket;
  faults: StandInFaults;
  stats: ServerStats;
  webhooks: StandInWebhooks;
  query: URLSearchParams;
  readBody(): Promise<string>;
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

function required(name: string, options: { query: URLSearchParams }): string {
  const value = options.query.get(name);
  if (value === null || value === '') {
    throw new Error(`The parameter ${name} is missing`);
  }
  return value;
}

function toFile({ query }: ControlContext) {
  return {
    project: required('project', { query }),
    slug: required('repo', { query }),
    path: required('path', { query }),
    branch: query.get('branch') ?? undefined,
  };
}

const controls: Record<string, (context: ControlContext) => unknown> = {
  'GET stats': ({ stats }) => stats.read(),
  'POST reset-stats': ({ stats, standIn }) => {
    stats.reset();
    standIn.log.clear();
  },
  'GET requests': ({ standIn }) => ({
    requests: standIn.requests,
    unknownRequests: standIn.unknownRequests,
  }),
  'POST faults': async ({ faults, readBody }) => {
    faults.set(JSON.parse(await readBody()) as FaultSettings);
  },
  'POST release': ({ faults, query }) => {
    faults.release(required('id', { query }));
  },
  'PUT files': async context => {
    const { project, ...file } = toFile(context);
    const content = await context.readBody();
    context.standIn.writeFile(project, { ...file, content });
  },
  'DELETE files': context => {
    const { project, ...file } = toFile(context);
    context.standIn.removeFile(project, file);
  },
  'POST webhook': async ({ webhooks, readBody }) => {
    const target = JSON.parse(await readBody()) as Partial<WebhookTarget>;
    const { url, secret } = target;
    webhooks.sendTo(url === undefined ? undefined : { url, secret });
  },
  'POST send-webhook': async ({ webhooks, readBody }) =>
    webhooks.send(JSON.parse(await readBody()) as WebhookEvent),
  'GET webhooks': ({ standIn, query }) =>
    standIn.webhooks.of({
      project: required('project', { query }),
      slug: query.get('repo') ?? undefined,
    }),
  'GET webhook-deliveries': ({ webhooks }) => webhooks.deliveries,
};

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Answers `/__standin/...`, from the loopback address only: the stats, the
 * logged requests, the faults, releases, files and webhooks.
 */
export async function answerControl(
  message: IncomingMessage,
  options: {
    response: ServerResponse;
    standIn: StandInBitbucket;
    faults: StandInFaults;
    stats: ServerStats;
    webhooks: StandInWebhooks;
  },
): Promise<void> {
  const { response, ...parts } = options;
  const send = (status: number, value: unknown) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value ?? {}));
  };
  if (!loopback.has(message.socket.remoteAddress ?? '')) {
    send(403, { error: 'The control answers the loopback address only' });
    return;
  }
  const url = new URL(message.url ?? '', 'http://stand-in');
  const name = `${message.method} ${url.pathname.slice(controlPrefix.length)}`;
  const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
  if (!control) {
    send(404, { error: `There is no control ${name}` });
    return;
  }
  try {
    const query = url.searchParams;
    const readBody = () => readText(message);
    send(200, await control({ ...parts, query, readBody }));
  } catch (error) {
    send(400, { error: String(error) });
  }
}
