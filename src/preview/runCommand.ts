import { addWebhooksCommand, setUpWebhooks } from '../setup';
import { CommandLine, type CommandProcess, EXIT_CODES } from '../terminal';
import { addPreviewCommand } from './parseArguments';
import { previewGiven } from './runPreview';

/**
 * What a command line works with.
 */
export interface RunCommandOptions extends CommandProcess {
  /** The words behind the command, such as `['preview', '--json']`. */
  readonly args: readonly string[];
}

/**
 * Runs whichever command is given, and gives its exit code.
 */
export async function runCommand(options: RunCommandOptions): Promise<number> {
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
