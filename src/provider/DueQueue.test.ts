import { DueQueue } from './DueQueue';
import { RunRepository } from './RunRepositories';

function repository(repoSlug: string): RunRepository {
  return {
    identity: { key: `name:a/${repoSlug}`, projectKey: 'A', repoSlug },
    isListed: true,
    isQueued: true,
    wasShown: false,
    takesOver: false,
    isLeftOut: false,
    isUnmoved: false,
    looks: 0,
  };
}

async function takeAll(queue: DueQueue, count = 2): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const some = await queue.take(count);
    if (some.length === 0) {
      return taken;
    }
    taken.push(...some.map(({ identity }) => identity.repoSlug));
  }
}

describe('DueQueue', () => {
  it('gives new ones first, then those heard of, then the rest, each in its order', async () => {
    const queue = new DueQueue();
    queue.add(repository('old-1'), 'aged');
    queue.add(repository('old-2'), 'aged');
    queue.add(repository('heard'), 'heard');
    queue.add(repository('new-1'), 'new');
    queue.add(repository('new-2'), 'new');
    queue.add(repository('new-3'), 'new');
    queue.close();
    expect(await takeAll(queue)).toEqual([
      ...['new-1', 'new-2', 'new-3', 'heard', 'old-1', 'old-2'],
    ]);
  });

  it('waits until there is something, or nothing will come', async () => {
    const queue = new DueQueue();
    const taking = queue.take(2);
    queue.add(repository('one'), 'aged');
    expect(await taking).toHaveLength(1);
    const waiting = queue.take(2);
    queue.close();
    expect(await waiting).toEqual([]);
  });
});
