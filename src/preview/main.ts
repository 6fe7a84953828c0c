import { addWebhooksCommand, setUpWebhooks } from '../setup';
import { CommandLine, type CommandProcess, EXIT_CODES } from '../terminal';
import { addPreviewCommand } from './parseArguments';
import { previewGiven } from './runPreview';

/**
 * Runs the command line of this process, and sets its exit code.
 *
 * @public
 */
export async function main(): Promise<void> {
  const interruption = new AbortController();
  // The second one ends the process by itself.
  process.once('SIGINT', () => interruption.abort());
  const { argv, stdin, stdout, stderr, env } = process;
  [stdout, stderr].forEach(stream => stream.on('error', goOnWithoutReader));
  process.exitCode = await runCommand({
    args: argv.slice(2),
    ...{ stdin, stdout, stderr, env, interruption },
  });
  if (interruption.signal.aborted) {
    // A probe of a server may be under way, for which nobody waits.
    stdout.write('', () => process.exit());
  }
}

/**
 * Whoever reads has seen enough, as `head` has. A page is drawn, webhooks are
 * written and the exit code tells of it all the same.
 */
function goOnWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    throw error;
  }
}

/** Runs whichever command is given, and gives its exit code. */
export async function runCommand(
  options: CommandProcess & {
    /** The words behind the command, such as `['preview', '--json']`. */
    readonly args: readonly string[];
  },
): Promise<number> {
  const { args, interruption } = options;
  const { signal } = interruption;
  const commandLine = new CommandLine(options);
  let work: (() => Promise<number>) | undefined;
  addPreviewCommand(commandLine.program, given => {
    work = () => previewGiven(given, { ...options, signal });
  });
  addWebhooksCommand(commandLine.program, given => {
    work = () => setUpWebhooks(given, options);
  });
  const ended = commandLine.parse(args);
  if (ended || !work) {
    return ended?.exitCode ?? EXIT_CODES.badConfiguration;
  }
  return work();
}
