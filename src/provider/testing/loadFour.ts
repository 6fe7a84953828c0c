import { createMemory } from '../../memory';
import { RunRepositories } from '../RunRepositories';

/**
 * Loads four repositories, of which the last was never looked at, and each of
 * the others when the test says.
 */
export async function loadFour(options: {
  startedAt: (index: number) => number;
}): Promise<RunRepositories> {
  const memory = createMemory({ providerName: 'main' });
  const known = ['one', 'two', 'three', 'four'].map((repoSlug, index) => ({
    key: `id:${index + 1}`,
    projectKey: 'A',
    repoSlug,
  }));
  await memory.bump(known, { asker: 'a' });
  await memory.settle(
    known.slice(0, 3).map((each, index) => ({
      ...each,
      startedAt: options.startedAt(index),
      outcome: 'definite' as const,
      answer: { outcome: 'absent' as const, reason: 'noFile' as const },
      fingerprint: 'f',
    })),
    { asker: 'a' },
  );
  return RunRepositories.load(memory);
}
