import { PassThrough } from 'node:stream';
import type { JsonObject } from '@backstage/types';
import type { SetupServer } from 'msw/node';
import { runCommand } from '../../src/preview/main';
import { CommandRig, type CommandResult, type CommandRigOptions } from './CommandRig';

const TOKEN = 'reader-token-0f3a';
const ADMIN_TOKEN = 'admin-token-77c1';
const SECRET = 'webhook-secret-b2d8';

/**
 * Where the webhooks of a test go.
 */
export const endpointUrl =
  'https://backstage.example.com/api/events/http/bitbucketServer';

/**
 * A webhook as the command makes it.
 */
export const goodWebhook = {
  name: 'Backstage',
  url: endpointUrl,
  events: ['repo:refs_changed', 'repo:modified', 'project:modified'],
  active: true,
  sslVerificationRequired: true,
  secret: SECRET,
};

/**
 * The command `webhooks` beside a stand-in Bitbucket, with a configuration in
 * a file.
 */
export class SetupRig extends CommandRig {
  constructor(options: CommandRigOptions & { server: SetupServer }) {
    const { standIn, ...others } = options;
    super({
      ...others,
      standIn: {
        credentials: { token: TOKEN },
        administrator: { token: ADMIN_TOKEN },
        ...standIn,
      },
    });
  }

  /** Runs it; nothing that it writes may hold a token or a secret. */
  async run(
    args: readonly string[],
    options: {
      providers?: JsonObject;
      /** Further integrations. */
      integrations?: JsonObject[];
      secrets?: string | string[];
      env?: Record<string, string | undefined>;
      /** What somebody at a terminal types. */
      typed?: string;
      interruption?: AbortController;
    } = {},
  ): Promise<CommandResult> {
    const { providers = { main: {} }, integrations = [], typed } = options;
    const secrets = 'secrets' in options ? options.secrets : SECRET;
    const file = this.writeConfig({
      integrations: {
        bitbucketServer: [
          this.toIntegration({ token: TOKEN }),
          ...integrations,
        ],
      },
      catalog: { providers: { bitbucketServer: providers } },
      ...(secrets && {
        events: { modules: { bitbucketServer: { webhookSecret: secrets } } },
      }),
    });
    const isTTY = typed !== undefined;
    const stdin = new PassThrough();
    stdin.end(typed ?? '');
    return this.collect(
      streams =>
        runCommand({
          ...streams,
          args: ['webhooks', '--config', file, ...args],
          stdin: Object.assign(stdin, { isTTY }),
          env: options.env ?? { BITBUCKET_ADMIN_TOKEN: ADMIN_TOKEN },
          interruption: options.interruption ?? new AbortController(),
        }),
      { isTTY, secrets: [TOKEN, ADMIN_TOKEN, SECRET] },
    );
  }

  /** The webhooks of a project or a repository, without what the server adds. */
  webhooksOf(project: string, options: { slug?: string } = {}): object[] {
    return this.standIn.webhooks
      .of({ project, ...options })
      .map(({ id: _, statistics: __, ...webhook }) => webhook);
  }

  /** What was sent that may have changed something. */
  get writes(): string[] {
    return this.standIn.requests
      .filter(({ method }) => method !== 'GET')
      .map(request => `${request.method} ${request.path}`);
  }
}
