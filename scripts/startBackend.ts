import fs from 'node:fs';
import path from 'node:path';
import { toDemoConfig } from '../dev/toDemoConfig';
import { name } from '../package.json';
import { start, type StartedProcess } from './processes';

const code = [
  "const { createBackend } = require('@backstage/backend-defaults');",
  'const backend = createBackend();',
  "backend.add(require('@backstage/plugin-catalog-backend'));",
  "backend.add(require('@backstage/plugin-events-backend'));",
  `backend.add(import('${name}'));`,
  `backend.add(import('${name}/webhook'));`,
  'backend.start();',
].join('\n');

/** What a check makes up for its run, and never prints. */
export interface Secrets {
  readonly bitbucket: string;
  readonly catalog: string;
  readonly webhook: string;
}

/**
 * Starts the backend that is installed in a folder, with this module in it. It
 * sweeps once, and the catalog reads no file again by itself, so that whatever
 * comes later comes from a refresh or a webhook.
 */
export function startBackend(options: {
  folder: string;
  port: number;
  bitbucket: { url: string; restApi: string };
  secrets: Secrets;
}): StartedProcess {
  const { folder, port, bitbucket, secrets } = options;
  const { host } = new URL(bitbucket.url);
  const server = {
    host,
    apiBaseUrl: bitbucket.restApi,
    token: secrets.bitbucket,
    // No file is read again for its age alone.
    reads: { checksPerMinute: 0 },
  };
  const schedule = { frequency: { hours: 1 }, timeout: { minutes: 1 } };
  const config = toDemoConfig({
    port,
    server,
    accessToken: secrets.catalog,
    webhookSecret: secrets.webhook,
    catalog: {
      processingInterval: { hours: 1 },
      providers: { bitbucketServer: { demo: { host, schedule } } },
    },
  });
  fs.writeFileSync(path.join(folder, 'index.js'), code);
  // JSON is YAML too.
  fs.writeFileSync(
    path.join(folder, 'app-config.yaml'),
    JSON.stringify(config),
  );
  return start([process.execPath, 'index.js'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
  });
}
