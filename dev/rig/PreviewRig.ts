import type { JsonObject } from '@backstage/types';
import type { SetupServer } from 'msw/node';
import { runPreview } from '../../src/preview';
import {
  BASE_URL,
  CommandRig,
  createOutput,
  type CommandResult,
  type CommandRigOptions,
} from './CommandRig';

const TOKEN = 'secret-token';

/**
 * A preview beside a stand-in Bitbucket, with a configuration in a file.
 */
export class PreviewRig extends CommandRig {
  constructor(options: CommandRigOptions & { server: SetupServer }) {
    const { standIn, ...others } = options;
    const credentials = { token: TOKEN };
    super({ ...others, standIn: { credentials, ...standIn } });
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
  }): Promise<CommandResult> {
    const { providers, integration, args = [], isTTY, signal } = options;
    const host = {
      host: new URL(BASE_URL).host,
      token: TOKEN,
      retry: { maxRetries: 0 },
      ...integration,
    };
    const file = this.writeConfig({
      integrations: { bitbucketServer: [host] },
      ...(providers && {
        catalog: { providers: { bitbucketServer: providers } },
      }),
    });
    const stdout = createOutput();
    const stderr = createOutput();
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
}
