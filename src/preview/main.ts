import { runCommand } from './runCommand';

/**
 * Runs the command line of this process, and sets its exit code.
 *
 * @public
 */
export async function main(): Promise<void> {
  const interruption = new AbortController();
  // The second one ends the process by itself.
  process.once('SIGINT', () => interruption.abort());
  process.stdout.on('error', endWithReader);
  const { argv, stdin, stdout, stderr, env } = process;
  process.exitCode = await runCommand({
    args: argv.slice(2),
    ...{ stdin, stdout, stderr, env, interruption },
  });
}

/** Whoever reads has seen enough, as `head` has. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
}
