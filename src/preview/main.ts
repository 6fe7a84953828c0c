import { runPreview } from './runPreview';

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
  process.exitCode = await runPreview({
    args: process.argv.slice(2),
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
  });
}

/** Whoever reads has seen enough, as `head` has. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
}
