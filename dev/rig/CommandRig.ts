import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import type { JsonObject } from '@backstage/types';
import type { SetupServer } from 'msw/node';
import { StandInFaults } from '../standin/faults/StandInFaults';
import type { FaultRule } from '../standin/faults/types';
import { createStandInHandlers } from '../standin/mswHandler';
import { StandInBitbucket } from '../standin/StandInBitbucket';
import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';

const BASE_URL = 'https://git.example.com';

/**
 * What a rig is made from, beside the server that it answers at.
 */
export interface CommandRigOptions {
  standIn?: Partial<StandInBitbucketOptions>;
  rules?: FaultRule[];
}

/**
 * Where a command writes.
 */
export interface CommandStreams {
  readonly stdout: PassThrough;
  readonly stderr: PassThrough & { isTTY?: boolean };
}

/**
 * What a command ends with.
 */
export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * A stand-in Bitbucket for a command, and its configuration in a file.
 */
export class CommandRig {
  readonly standIn: StandInBitbucket;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'command-'));

  constructor(options: CommandRigOptions & { server: SetupServer }) {
    this.standIn = new StandInBitbucket({
      baseUrl: BASE_URL,
      strictPageSize: 2,
      ...options.standIn,
    });
    const faults = new StandInFaults({ rules: options.rules });
    options.server.use(...createStandInHandlers(this.standIn, { faults }));
  }

  /** Deletes its files. */
  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** The integration of the server, for whoever retries nothing. */
  protected toIntegration({ token }: { token: string }) {
    return { host: new URL(BASE_URL).host, token, retry: { maxRetries: 0 } };
  }

  /** Writes what the command is configured with, and gives where. */
  protected writeConfig(config: JsonObject): string {
    const file = path.join(this.#folder, 'app-config.yaml');
    // JSON is YAML too.
    writeFileSync(file, JSON.stringify(config));
    return file;
  }

  /** Runs the command; nothing that it writes may hold a secret. */
  protected async collect(
    run: (streams: CommandStreams) => Promise<number>,
    { isTTY, secrets }: { isTTY?: boolean; secrets: readonly string[] },
  ): Promise<CommandResult> {
    const stdout = createOutput();
    const stderr = createOutput();
    const exitCode = await run({
      stdout: stdout.stream,
      stderr: Object.assign(stderr.stream, { isTTY }),
    });
    const result = { exitCode, stdout: stdout.text(), stderr: stderr.text() };
    for (const secret of secrets) {
      expect(`${result.stdout}${result.stderr}`).not.toContain(secret);
    }
    return result;
  }
}

/** Creates a stream, and gives what was written to it so far. */
function createOutput(): { stream: PassThrough; text: () => string } {
  const written: string[] = [];
  const stream = new PassThrough();
  stream.on('data', chunk => written.push(String(chunk)));
  return { stream, text: () => written.join('') };
}
