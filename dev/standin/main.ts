import { parseArgs } from 'node:util';

import type { AnonymousAccess } from './authenticate';
import { StandInFaults } from './faults/StandInFaults';
import type { FaultSettings } from './faults/types';
import { generate, type GenerateOptions } from './generate';
import { readFolders } from './readFolders';
import { serveStandIn } from './serveStandIn';
import { StandInBitbucket } from './StandInBitbucket';
import type { StandInModel } from './types';
import { StandInWebhooks } from './webhook/StandInWebhooks';

const usage =
  'Give --folders <dir> or --generate \'{"projects":2,"repositoriesPerProject":50}\'';

function parseOptions() {
  return parseArgs({
    options: {
      folders: { type: 'string' },
      generate: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string', default: '0' },
      token: { type: 'string' },
      username: { type: 'string' },
      password: { type: 'string' },
      anonymous: { type: 'string' },
      'base-url': { type: 'string' },
      'context-path': { type: 'string', default: '' },
      'latency-ms': { type: 'string' },
      faults: { type: 'string' },
      'strict-page-size': { type: 'string' },
      'standin-version': { type: 'string' },
      'webhook-url': { type: 'string' },
      'admin-projects': { type: 'string' },
      'exit-with-parent': { type: 'boolean', default: false },
    },
  }).values;
}

type MainOptions = ReturnType<typeof parseOptions>;

function toModel(options: MainOptions): StandInModel {
  if (options.folders !== undefined) {
    return readFolders(options.folders);
  }
  if (options.generate !== undefined) {
    return generate(JSON.parse(options.generate) as GenerateOptions);
  }
  throw new Error(usage);
}

function toCredentials(options: MainOptions) {
  const { env } = process;
  const token = options.token ?? env.STANDIN_TOKEN;
  const username = options.username ?? env.STANDIN_USERNAME;
  const password = options.password ?? env.STANDIN_PASSWORD;
  return token === undefined && username === undefined
    ? undefined
    : { token, username, password };
}

function toAdministrator(options: MainOptions) {
  const token = process.env.STANDIN_ADMIN_TOKEN;
  const projects = options['admin-projects']?.split(',');
  return token === undefined ? undefined : { token, projects };
}

async function main(): Promise<void> {
  const options = parseOptions();
  const contextPath = options['context-path'].replace(/\/+$/, '');
  const strictPageSize = options['strict-page-size'];
  const standIn = new StandInBitbucket({
    model: toModel(options),
    // Stands until the port is known.
    baseUrl: options['base-url'] ?? 'http://127.0.0.1',
    contextPath,
    credentials: toCredentials(options),
    administrator: toAdministrator(options),
    anonymous: options.anonymous as AnonymousAccess | undefined,
    strictPageSize:
      strictPageSize === undefined ? undefined : Number(strictPageSize),
    version: options['standin-version'],
  });
  const settings = JSON.parse(options.faults ?? '{}') as FaultSettings;
  if (options['latency-ms'] !== undefined) {
    settings.latencyMs = Number(options['latency-ms']);
  }
  const webhooks = new StandInWebhooks({ standIn, folders: options.folders });
  const served = await serveStandIn({
    standIn,
    port: Number(options.port),
    host: options.host,
    faults: new StandInFaults(settings),
    webhooks,
  });
  if (options['base-url'] === undefined) {
    standIn.moveTo(`${served.url}${contextPath}`);
  }
  const webhookUrl = options['webhook-url'];
  if (webhookUrl !== undefined) {
    const secret = process.env.STANDIN_WEBHOOK_SECRET;
    webhooks.sendTo({ url: webhookUrl, secret });
  }
  const stop = () => {
    void served.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (options['exit-with-parent']) {
    process.stdin.once('close', stop).resume();
  }
  const restApi = `${served.url}${contextPath}/rest/api/1.0`;
  process.stdout.write(
    `${JSON.stringify({ listening: served.url, restApi })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
