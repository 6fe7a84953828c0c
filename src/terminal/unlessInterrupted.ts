import { EXIT_CODES } from './exitCodes';
import { TextSink } from './types';

/**
 * Gives the exit code of some work, which is another one where somebody has
 * called it off.
 */
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
