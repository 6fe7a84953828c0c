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
  const { argv, stdin, stdout, stderr, env } = process;
  [stdout, stderr].forEach(stream => stream.on('error', goOnWithoutReader));
  process.exitCode = await runCommand({
    args: argv.slice(2),
    ...{ stdin, stdout, stderr, env, interruption },
  });
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
