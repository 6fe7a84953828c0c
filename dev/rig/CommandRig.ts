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

/** Where the server of a command is. */
export const BASE_URL = 'https://git.example.com';

/**
 * What a rig is made from, beside the server that it answers at.
 */
export interface CommandRigOptions {
  standIn?: Partial<StandInBitbucketOptions>;
  rules?: FaultRule[];
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

  /** Writes what the command is configured with, and gives where. */
  protected writeConfig(config: JsonObject): string {
    const file = path.join(this.#folder, 'app-config.yaml');
    // JSON is YAML too.
    writeFileSync(file, JSON.stringify(config));
    return file;
  }
}

/**
 * Creates a stream, and gives what was written to it so far.
 */
export function createOutput(): { stream: PassThrough; text: () => string } {
  const written: string[] = [];
  const stream = new PassThrough();
  stream.on('data', chunk => written.push(String(chunk)));
  return { stream, text: () => written.join('') };
}
