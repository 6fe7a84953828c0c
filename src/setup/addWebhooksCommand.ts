import { Command } from 'commander';
import { addConfigOptions, ConfigOptions } from '../terminal';
import { toEndpointUrl } from './toEndpointUrl';
import { SetupArguments } from './types';

export function addWebhooksCommand(
  program: Command,
  onGiven: (given: SetupArguments) => void,
): void {
  const command = program
    .command('webhooks')
    .description(
      'Looks at the webhooks of all projects that the providers take in, and with --apply makes them what they are to be. The token of an administrator is read from BITBUCKET_ADMIN_TOKEN, or asked for.',
    )
    .requiredOption(
      '--url <url>',
      'address of Backstage, as Bitbucket reaches it',
    );
  addConfigOptions(command)
    .option('--host <host>', 'one server alone (default: all)')
    .option('--apply', 'make what is missing, and mend what is wrong')
    .option('--prune', 'with --apply, remove duplicates of ours')
    .option(
      '--repositories',
      'webhooks of each repository in place of projects, for servers before 8.9',
    )
    .option('--json', 'write JSON, for scripts')
    .action((given: GivenOptions) => {
      if (given.prune && !given.apply) {
        command.error("error: option '--prune' needs '--apply'");
      }
      onGiven({
        configFiles: given.config ?? [],
        providerId: given.provider,
        host: given.host,
        endpointUrl: parseUrl(given.url, { command }),
        level: given.repositories ? 'repository' : 'project',
        apply: given.apply ?? false,
        prune: given.prune ?? false,
        format: given.json ? 'json' : 'text',
      });
    });
}

interface GivenOptions extends ConfigOptions {
  readonly url: string;
  readonly host?: string;
  readonly apply?: true;
  readonly prune?: true;
  readonly repositories?: true;
  readonly json?: true;
}

/** Here, since the parser of an option would have the address shown with its error. */
function parseUrl(url: string, { command }: { command: Command }): string {
  try {
    return toEndpointUrl(url);
  } catch (error) {
    return command.error(
      `error: option '--url <url>' is invalid. ${(error as Error).message}`,
    );
  }
}
