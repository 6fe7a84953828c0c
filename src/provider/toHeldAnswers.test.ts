import { createMemory } from '../memory';
import { RunRepositories } from './RunRepositories';
import { toHeldAnswers } from './toHeldAnswers';

const identity = (slug: string, id: number) => ({
  key: `id:${id}`,
  projectKey: 'A',
  repoSlug: slug,
});

async function loadRepositories() {
  const memory = createMemory({ providerName: 'main' });
  const known = ['one', 'two', 'three', 'four'].map((slug, index) =>
    identity(slug, index + 1),
  );
  await memory.bump(known, { asker: 'a' });
  await memory.settle(
    known.slice(0, 3).map((each, index) => ({
      ...each,
      startedAt: 100 + index,
      outcome: 'definite' as const,
      answer: { outcome: 'absent' as const, reason: 'noFile' as const },
      fingerprint: 'f',
    })),
    { asker: 'a' },
  );
  return RunRepositories.load(memory);
}

describe('toHeldAnswers', () => {
  it('finds the oldest answer, and none of what was never looked at', async () => {
    const repositories = await loadRepositories();
    const held = () => toHeldAnswers(repositories, { now: 500 });
    expect(held()).toEqual({ oldestMs: 400, unknown: 0 });

    repositories.get('id:1')!.result = 'definite';
    expect(held()).toEqual({ oldestMs: 399, unknown: 0 });
  });

  it('keeps the age of one that is unknown now, and counts it', async () => {
    const repositories = await loadRepositories();
    repositories.get('id:1')!.result = 'unknown';
    expect(toHeldAnswers(repositories, { now: 500 })).toEqual({
      oldestMs: 400,
      unknown: 1,
    });
  });

  it('leaves out what a filter leaves out', async () => {
    const repositories = await loadRepositories();
    for (const repository of repositories) {
      repository.isLeftOut = true;
    }
    expect(toHeldAnswers(repositories, { now: 500 })).toEqual({
      oldestMs: undefined,
      unknown: 0,
    });
  });
});
