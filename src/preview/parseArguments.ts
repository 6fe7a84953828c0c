import { Command, CommanderError, InvalidArgumentError } from 'commander';
import packageInfo from '../../package.json';
import { RepositoryName } from '../bitbucket';

/**
 * What the command line asks for.
 *
 * @internal
 */
export interface PreviewArguments {
  /** Those of Backstage where there is none. */
  readonly configFiles: readonly string[];
  /** All of them where none is named. */
  readonly providerId?: string;
  /** All of them where none is named. */
  readonly repository?: RepositoryName;
  readonly format: 'text' | 'json';
}

/**
 * Where help and complaints go.
 *
 * @internal
 */
export interface ParseArgumentsOptions {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/**
 * Parses the command line. Help, and what is wrong with it, are written at
 * once; the exit code is then all there is.
 *
 * @internal
 */
export function parseArguments(
  args: readonly string[],
  options: ParseArgumentsOptions,
): PreviewArguments | { exitCode: number } {
  const program = new Command(packageInfo.name)
    .description('Tools for the Bitbucket Server discovery of Backstage.')
    .exitOverride()
    .configureOutput({
      writeOut: text => options.stdout.write(text),
      writeErr: text => options.stderr.write(text),
    });
  let parsed: PreviewArguments | undefined;
  program
    .command('preview')
    .description(
      'Shows what a sweep finds, and why not more, without a catalog. Nothing is changed anywhere.',
    )
    .option(
      '--config <file>',
      'configuration to read, as by Backstage; may be given several times (default: app-config.yaml and app-config.local.yaml)',
      (file: string, files: string[] = []) => [...files, file],
    )
    .option('--provider <id>', 'one provider alone (default: all)')
    .option(
      '--repository <PROJECT/slug>',
      'explain one repository, without a sweep',
      parseRepository,
    )
    .option('--json', 'write JSON, for scripts')
    .action((given: GivenOptions) => {
      parsed = {
        configFiles: given.config ?? [],
        providerId: given.provider,
        repository: given.repository,
        format: given.json ? 'json' : 'text',
      };
    });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    return { exitCode: error.exitCode === 0 ? 0 : 2 };
  }
  return parsed ?? { exitCode: 2 };
}

interface GivenOptions {
  readonly config?: string[];
  readonly provider?: string;
  readonly repository?: RepositoryName;
  readonly json?: true;
}

function parseRepository(value: string): RepositoryName {
  const [projectKey, repoSlug, ...rest] = value.split('/');
  if (!projectKey || !repoSlug || rest.length > 0) {
    throw new InvalidArgumentError(
      'Give the key of its project and its slug, such as PLAT/api.',
    );
  }
  return { projectKey, repoSlug };
}
