import { addWebhooksCommand, setUpWebhooks } from '../setup';
import { CommandLine, EXIT_CODES } from '../terminal';
import { addPreviewCommand } from './parseArguments';
import { previewGiven } from './runPreview';

/**
 * What a process has: its arguments, its streams and its environment.
 */
export interface RunCommandOptions {
  /** The words behind the command, such as `['preview', '--json']`. */
  readonly args: readonly string[];
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the command, whoever aborts it. */
  readonly interruption: AbortController;
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
