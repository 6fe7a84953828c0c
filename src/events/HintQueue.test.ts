import { settle } from '../http/testing/settle';
import type { RepositoryHint } from '../reconcile';
import { HintQueue } from './HintQueue';

const antenna = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const dish = { projectKey: 'ORBIT', repoSlug: 'dish' };

/** More than the moment in which pushes become one check. */
const SOON_MS = 1_000;

/** A queue whose looks end when a test lets them. */
function createQueue() {
  const left: string[] = [];
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const queue = new HintQueue({
    leave: async ({ repoSlug }) => {
      left.push(repoSlug);
    },
    look: ({ repoSlug }: RepositoryHint) => {
      begun.push(repoSlug);
      return new Promise<void>((resolve, reject) => {
        ends.push(resolve);
        failures.push(reject);
      });
    },
  });
  const end = async (index: number) => {
    ends[index]?.();
    await jest.advanceTimersByTimeAsync(0);
  };
  return { queue, begun, left, end, fail: (index: number) => failures[index] };
}

const passTime = () => jest.advanceTimersByTimeAsync(SOON_MS);

describe('HintQueue', () => {
  const unhandled = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    process.on('unhandledRejection', unhandled);
  });

  afterEach(() => {
    process.off('unhandledRejection', unhandled);
    jest.useRealTimers();
  });

  it('looks at a repository once for what comes in within a moment', async () => {
    const { queue, begun } = createQueue();
    queue.add(antenna);
    queue.add({ ...antenna });
    queue.add({ projectKey: 'orbit', repoSlug: 'Antenna' });
    expect(begun).toEqual([]);

    await passTime();

    expect(begun).toEqual(['Antenna']);
  });

  it('begins within half a second of the first, however many follow', async () => {
    const { queue, begun } = createQueue();
    for (let passedMs = 0; passedMs < 500; passedMs += 100) {
      queue.add(antenna);
      await jest.advanceTimersByTimeAsync(100);
    }

    expect(begun).toEqual(['antenna']);
  });

  it('looks once more, after the look under way, for all that comes in during it', async () => {
    const { queue, begun, end } = createQueue();
    queue.add(antenna);
    await passTime();
    queue.add(antenna);
    queue.add(antenna);
    await passTime();
    expect(begun).toEqual(['antenna']);

    await end(0);
    await passTime();
    expect(begun).toEqual(['antenna', 'antenna']);

    await end(1);
    await passTime();
    expect(begun).toHaveLength(2);
  });

  it('looks at a repository anew once its look has ended', async () => {
    const { queue, begun, end } = createQueue();
    queue.add(antenna);
    await passTime();
    await end(0);
    queue.add(antenna);
    await passTime();

    expect(begun).toEqual(['antenna', 'antenna']);
  });

  it('looks at two repositories at the same time', async () => {
    const { queue, begun } = createQueue();
    queue.add(antenna);
    queue.add(dish);
    await passTime();

    expect(begun).toEqual(['antenna', 'dish']);
  });

  it('begins what waits at once when it is drained, and waits for its end', async () => {
    const { queue, begun, end } = createQueue();
    queue.add(antenna);
    queue.add(dish);
    const drained = settle(queue.drain());
    expect(begun).toEqual(['antenna', 'dish']);

    await end(0);
    expect(drained.state).toBe('pending');

    await end(1);
    expect(drained.state).toBe('fulfilled');
    await passTime();
    expect(begun).toHaveLength(2);
  });

  it('drains what has come in during a look as well', async () => {
    const { queue, begun, end } = createQueue();
    queue.add(antenna);
    await passTime();
    queue.add(antenna);
    const drained = settle(queue.drain());

    await end(0);
    expect(begun).toEqual(['antenna', 'antenna']);
    expect(drained.state).toBe('pending');

    await end(1);
    expect(drained.state).toBe('fulfilled');
  });

  it('is drained at once where it holds nothing', async () => {
    await expect(createQueue().queue.drain()).resolves.toBeUndefined();
  });

  it('goes on after a look that fails, and brings nothing down', async () => {
    const { queue, begun, fail } = createQueue();
    queue.add(antenna);
    await passTime();
    queue.add(antenna);
    fail(0)?.(new Error('nobody foresaw this'));
    await passTime();
    expect(begun).toEqual(['antenna', 'antenna']);

    const drained = settle(queue.drain());
    fail(1)?.(new Error('nor this'));
    await passTime();
    expect(drained.state).toBe('fulfilled');

    jest.useRealTimers();
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('goes on after a look that cannot even begin', async () => {
    const look = jest.fn(() => {
      throw new Error('nobody foresaw this');
    });
    const queue = new HintQueue({ look, leave: async () => {} });
    queue.add(antenna);
    await passTime();
    queue.add(antenna);
    await queue.drain();

    expect(look).toHaveBeenCalledTimes(2);
  });

  const manyHints = Array.from({ length: 1_000 }, (_, index) => ({
    projectKey: 'ORBIT',
    repoSlug: `probe-${index}`,
  }));

  it('looks at eight at once, however many wait', async () => {
    const { queue, begun, end } = createQueue();
    manyHints.forEach(hint => queue.add(hint));
    await passTime();
    expect(begun).toHaveLength(8);

    await end(3);
    expect(begun).toHaveLength(9);
  });

  it('leaves what comes in while a thousand wait to whoever comes later', async () => {
    const { queue, begun, left, end } = createQueue();
    manyHints.forEach(hint => queue.add(hint));
    queue.add(antenna);
    expect(left).toEqual(['antenna']);

    await passTime();
    queue.add(antenna);
    expect(left).toEqual(['antenna', 'antenna']);

    await end(0);
    queue.add(antenna);
    queue.add(dish);
    expect(left).toEqual(['antenna', 'antenna', 'dish']);
    expect(begun).not.toContain('antenna');
  });

  it('is drained once what it leaves to others is with them', async () => {
    jest.useRealTimers();
    const turn = () =>
      new Promise(resolve => {
        setImmediate(resolve);
      });
    let take = () => {};
    const queue = new HintQueue({
      look: async () => {},
      leave: () =>
        new Promise(resolve => {
          take = resolve;
        }),
    });
    manyHints.forEach(hint => queue.add(hint));
    queue.add(antenna);
    const drained = settle(queue.drain());
    await turn();
    expect(drained.state).toBe('pending');

    take();
    await turn();
    expect(drained.state).toBe('fulfilled');
  });

  it('takes a repository in that waits or is being looked at already, however many others wait', async () => {
    const { queue, begun, left, end } = createQueue();
    manyHints.forEach(hint => queue.add(hint));
    queue.add(manyHints[500]!);
    await passTime();
    queue.add(manyHints[0]!);
    queue.add(manyHints[0]!);
    expect(left).toEqual([]);

    for (let index = 0; index <= 1_000; index += 1) {
      await end(index);
      await passTime();
    }
    expect(begun).toHaveLength(1_001);
    expect(begun.filter(slug => slug === 'probe-0')).toHaveLength(2);
  });

  it('looks once at a repository of several names, under the last one that was heard', async () => {
    const { queue, begun } = createQueue();
    queue.add({ ...antenna, id: 31 });
    queue.add({ ...dish, id: 31 });
    queue.add({ ...antenna, id: 32 });
    await passTime();

    expect(begun).toEqual(['dish', 'antenna']);
  });
});
