import { Command, InvalidArgumentError, Option } from 'commander';
import { RepositoryName } from '../bitbucket';
import {
  addConfigOptions,
  CommandLine,
  CommandSinks,
  ConfigOptions,
  EXIT_CODES,
} from '../terminal';

export interface PreviewArguments {
  /** Those of Backstage where there is none. */
  readonly configFiles: readonly string[];
  /** All of them where none is named. */
  readonly providerId?: string;
  /** All of them where none is named. */
  readonly repository?: RepositoryName;
  readonly format: 'text' | 'json';
  /** The file that gets a picture of it; none where it is not named. */
  readonly html?: string;
}

/** Parses a command line that knows the preview alone; what is wrong is written at once. */
export function parseArguments(
  args: readonly string[],
  sinks: CommandSinks,
): PreviewArguments | { exitCode: number } {
  const commandLine = new CommandLine(sinks);
  let parsed: PreviewArguments | undefined;
  addPreviewCommand(commandLine.program, given => {
    parsed = given;
  });
  return (
    commandLine.parse(args) ??
    parsed ?? { exitCode: EXIT_CODES.badConfiguration }
  );
}

export function addPreviewCommand(
  program: Command,
  onGiven: (given: PreviewArguments) => void,
): void {
  const command = program
    .command('preview')
    .description(
      'Shows what a sweep finds, and why not more, without a catalog. Nothing is changed anywhere.',
    );
  addConfigOptions(command)
    .option(
      '--repository <PROJECT/slug>',
      'explain one repository, without a sweep',
      parseRepository,
    )
    .option('--json', 'write JSON, for scripts')
    .addOption(
      new Option(
        '--html <file>',
        'also draw it, as one page that any browser opens, offline too',
      ).conflicts('repository'),
    )
    .action((given: GivenOptions) => {
      onGiven({
        configFiles: given.config ?? [],
        providerId: given.provider,
        repository: given.repository,
        format: given.json ? 'json' : 'text',
        html: given.html,
      });
    });
}

interface GivenOptions extends ConfigOptions {
  readonly repository?: RepositoryName;
  readonly json?: true;
  readonly html?: string;
}

function parseRepository(value: string): RepositoryName {
  const [projectKey, repoSlug, ...rest] = value.split('/');
  if (!projectKey || !repoSlug || rest.length > 0 || leadsElsewhere(value)) {
    throw new InvalidArgumentError(
      'Give the key of its project and its slug, such as PLAT/api.',
    );
  }
  return { projectKey, repoSlug };
}

function leadsElsewhere(value: string): boolean {
  return value.split('/').some(part => part === '.' || part === '..');
}
