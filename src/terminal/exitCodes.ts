import { TextSink } from './types';

/**
 * How a command ends.
 *
 * - `failed`: it could not do all of it, or something is not well
 * - `badConfiguration`: the command line or the configuration cannot be used
 * - `interrupted`: somebody has called it off
 */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  badConfiguration: 2,
  interrupted: 130,
} as const;

/** Gives the exit code of some work, another where somebody has called it off. */
export async function unlessInterrupted(
  work: () => Promise<number>,
  options: { stderr: TextSink; signal: AbortSignal },
): Promise<number> {
  const { stderr, signal } = options;
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
    stderr.write('Interrupted\n');
    return EXIT_CODES.interrupted;
  }
}
