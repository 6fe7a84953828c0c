import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import type { JsonObject } from '@backstage/types';
import type { SetupServer } from 'msw/node';
import { runPreview } from '../../src/preview';
import { StandInFaults } from '../standin/faults/StandInFaults';
import type { FaultRule } from '../standin/faults/types';
import { createStandInHandlers } from '../standin/mswHandler';
import { StandInBitbucket } from '../standin/StandInBitbucket';
import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';

const BASE_URL = 'https://git.example.com';
const TOKEN = 'secret-token';

/**
 * What a preview ends with.
 */
export interface PreviewResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * A preview beside a stand-in Bitbucket, with a configuration in a file.
 */
export class PreviewRig {
  readonly standIn: StandInBitbucket;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'preview-'));

  constructor(options: {
    server: SetupServer;
    standIn?: Partial<StandInBitbucketOptions>;
    rules?: FaultRule[];
  }) {
    this.standIn = new StandInBitbucket({
      baseUrl: BASE_URL,
      credentials: { token: TOKEN },
      strictPageSize: 2,
      ...options.standIn,
    });
    const faults = new StandInFaults({ rules: options.rules });
    options.server.use(...createStandInHandlers(this.standIn, { faults }));
  }

  /** Runs it with these providers; the sweep of each takes two seconds by its clock. */
  async preview(options: {
    providers?: JsonObject;
    /** Beneath the integration of the host. */
    integration?: JsonObject;
    args?: readonly string[];
    /** Where `stderr` is a terminal. */
    isTTY?: true;
    signal?: AbortSignal;
  }): Promise<PreviewResult> {
    const { providers, integration, args = [], isTTY, signal } = options;
    const file = path.join(this.#folder, 'app-config.yaml');
    const host = {
      host: new URL(BASE_URL).host,
      token: TOKEN,
      retry: { maxRetries: 0 },
      ...integration,
    };
    writeFileSync(
      file,
      // JSON is YAML too.
      JSON.stringify({
        integrations: { bitbucketServer: [host] },
        ...(providers && {
          catalog: { providers: { bitbucketServer: providers } },
        }),
      }),
    );
    const stdout = toText();
    const stderr = toText();
    let now = 0;
    const exitCode = await runPreview({
      args: ['preview', '--config', file, ...args],
      stdout: stdout.stream,
      stderr: Object.assign(stderr.stream, { isTTY }),
      signal,
      now: () => {
        now += 2_000;
        return now;
      },
    });
    const result = { exitCode, stdout: stdout.text(), stderr: stderr.text() };
    expect(`${result.stdout}${result.stderr}`).not.toContain(TOKEN);
    return result;
  }

  /** Deletes its files. */
  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

function toText() {
  const written: string[] = [];
  const stream = new PassThrough();
  stream.on('data', chunk => written.push(String(chunk)));
  return { stream, text: () => written.join('') };
}
