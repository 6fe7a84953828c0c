import type { JsonObject } from '@backstage/types';
import type { SetupServer } from 'msw/node';
import { runPreview } from '../../src/preview';
import { CommandRig, type CommandResult, type CommandRigOptions } from './CommandRig';

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
    const host = { ...this.toIntegration({ token: TOKEN }), ...integration };
    const file = this.writeConfig({
      integrations: { bitbucketServer: [host] },
      ...(providers && {
        catalog: { providers: { bitbucketServer: providers } },
      }),
    });
    let now = 0;
    return this.collect(
      streams =>
        runPreview({
          ...streams,
          args: ['preview', '--config', file, ...args],
          signal,
          now: () => {
            now += 2_000;
            return now;
          },
        }),
      { isTTY, secrets: [TOKEN] },
    );
  }
}
