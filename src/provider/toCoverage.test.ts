import { createMemory } from '../memory';
import { RunRepositories } from './RunRepositories';
import { toCoverage } from './toCoverage';

const identity = (slug: string, id: number) => ({
  key: `id:${id}`,
  projectKey: 'A',
  repoSlug: slug,
});

describe('toCoverage', () => {
  it('counts what was looked at, and finds what was looked at longest ago', async () => {
    const memory = createMemory({ providerName: 'main' });
    const known = ['one', 'two', 'three', 'four'].map((slug, index) =>
      identity(slug, index + 1),
    );
    await memory.bump(known, { asker: 'a' });
    await memory.settle(
      known.slice(0, 3).map((each, index) => ({
        ...each,
        startedAt: 100 - index,
        outcome: 'definite' as const,
        answer: { outcome: 'absent' as const, reason: 'no-file' as never },
        fingerprint: 'f',
      })),
      { asker: 'a' },
    );
    const repositories = await RunRepositories.load(memory);
    repositories.get('id:1')!.result = 'unknown';
    expect(toCoverage(repositories, { now: 500 })).toEqual({
      ...{ lookedAt: 1, total: 4, never: 1, unmoved: 0 },
      oldestAt: 98,
    });

    repositories.get('id:2')!.isUnmoved = true;
    expect(toCoverage(repositories, { now: 500 })).toMatchObject({
      ...{ lookedAt: 1, total: 4, never: 1, unmoved: 1 },
    });

    repositories.get('id:3')!.isLeftOut = true;
    expect(toCoverage(repositories, { now: 500 })).toEqual({
      ...{ lookedAt: 1, total: 3, never: 1, unmoved: 1 },
      oldestAt: 500,
    });
  });
});
