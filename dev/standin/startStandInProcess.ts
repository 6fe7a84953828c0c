import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

import type {
  AnonymousAccess,
  StandInAdministrator,
  StandInCredentials,
} from './authenticate';
import { createControlClient, type StandInControl } from './createControlClient';
import type { FaultSettings } from './faults/types';
import type { GenerateOptions } from './generate';
import type { WebhookTarget } from './webhook/postWebhook';

/**
 * What the process of a stand-in is started with; give `folders` or
 * `generate`.
 */
export interface StandInProcessOptions {
  folders?: string;
  generate?: GenerateOptions;
  credentials?: StandInCredentials;
  /** Who may set up webhooks; nobody when left out. */
  administrator?: StandInAdministrator;
  anonymous?: AnonymousAccess;
  /** A free one when left out. */
  port?: number;
  /** What links are built on; where it listens when left out. */
  baseUrl?: string;
  /** None when left out. */
  contextPath?: string;
  faults?: FaultSettings;
  strictPageSize?: number;
  version?: string;
  /** Where webhooks are sent; nowhere until `setWebhook` when left out. */
  webhook?: WebhookTarget;
}

/**
 * A stand-in that runs as a process of its own, with its control.
 */
export interface StandInProcess extends StandInControl {
  /** Where it listens. */
  url: string;
  /** The API base URL to configure, context path included. */
  restApi: string;
  /** Ends the process and waits until it has ended. */
  stop(): Promise<void>;
}

function toArguments(options: StandInProcessOptions): string[] {
  const { generate, faults } = options;
  const named: Record<string, string | number | undefined> = {
    folders: options.folders,
    generate: generate && JSON.stringify(generate),
    anonymous: options.anonymous,
    'admin-projects': options.administrator?.projects?.join(','),
    port: options.port,
    'base-url': options.baseUrl,
    'context-path': options.contextPath,
    'strict-page-size': options.strictPageSize,
    'standin-version': options.version,
    'webhook-url': options.webhook?.url,
    faults:
      faults &&
      JSON.stringify(faults, (_, value: unknown) =>
        value instanceof RegExp ? value.source : value,
      ),
  };
  return Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
}

/** Secrets go by the environment, where no list of processes shows them. */
function toEnvironment(options: StandInProcessOptions): NodeJS.ProcessEnv {
  const { token, username, password } = options.credentials ?? {};
  return {
    ...process.env,
    STANDIN_TOKEN: token,
    STANDIN_USERNAME: username,
    STANDIN_PASSWORD: password,
    STANDIN_ADMIN_TOKEN: options.administrator?.token,
    STANDIN_WEBHOOK_SECRET: options.webhook?.secret,
  };
}

function readReadyLine(
  child: ChildProcess,
): Promise<{ listening: string; restApi: string }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code =>
      reject(new Error(`The stand-in ended before it listened: ${code}`)),
    );
    if (child.stdout) {
      createInterface({ input: child.stdout }).once('line', line =>
        resolve(JSON.parse(line) as { listening: string; restApi: string }),
      );
    }
  });
}

/**
 * Starts a stand-in as a process of its own, which ends with this one, and
 * waits until it listens.
 */
export async function startStandInProcess(
  options: StandInProcessOptions,
): Promise<StandInProcess> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      path.join(__dirname, 'main.ts'),
      '--exit-with-parent',
      ...toArguments(options),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], env: toEnvironment(options) },
  );
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
  });
  const { listening, restApi } = await readReadyLine(child);
  return {
    url: listening,
    restApi,
    ...createControlClient(listening),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
