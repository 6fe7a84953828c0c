import type { RepositoryName } from '../bitbucket';
import { settle } from '../http/testing/settle';
import { CheckQueue } from './CheckQueue';

const antenna = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const dish = { projectKey: 'ORBIT', repoSlug: 'dish' };

/** More than the moment in which pushes become one check. */
const SOON_MS = 1_000;

/** A queue whose checks end when a test lets them. */
function createQueue() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const queue = new CheckQueue({
    check: ({ repoSlug }: RepositoryName) => {
      begun.push(repoSlug);
      return new Promise((resolve, reject) => {
        ends.push(resolve);
        failures.push(reject);
      });
    },
  });
  const end = async (index: number) => {
    ends[index]?.();
    await jest.advanceTimersByTimeAsync(0);
  };
  return { queue, begun, end, fail: (index: number) => failures[index] };
}

const passTime = () => jest.advanceTimersByTimeAsync(SOON_MS);

describe('CheckQueue', () => {
  const unhandled = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    process.on('unhandledRejection', unhandled);
  });

  afterEach(() => {
    process.off('unhandledRejection', unhandled);
    jest.useRealTimers();
  });

  it('checks a repository once for what comes in within a moment', async () => {
    const { queue, begun } = createQueue();
    queue.add(antenna);
    queue.add({ ...antenna });
    queue.add({ projectKey: 'orbit', repoSlug: 'Antenna' });
    expect(begun).toEqual([]);

    await passTime();

    expect(begun).toEqual(['antenna']);
  });

  it('begins within half a second of the first, however many follow', async () => {
    const { queue, begun } = createQueue();
    for (let passedMs = 0; passedMs < 500; passedMs += 100) {
      queue.add(antenna);
      await jest.advanceTimersByTimeAsync(100);
    }

    expect(begun).toEqual(['antenna']);
  });

  it('checks once more, after the check under way, for all that comes in during it', async () => {
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

  it('checks a repository anew once its check has ended', async () => {
    const { queue, begun, end } = createQueue();
    queue.add(antenna);
    await passTime();
    await end(0);
    queue.add(antenna);
    await passTime();

    expect(begun).toEqual(['antenna', 'antenna']);
  });

  it('checks two repositories at the same time', async () => {
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

  it('drains what has come in during a check as well', async () => {
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

  it('goes on after a check that fails, and brings nothing down', async () => {
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

  it('goes on after a check that cannot even begin', async () => {
    const check = jest.fn(() => {
      throw new Error('nobody foresaw this');
    });
    const queue = new CheckQueue({ check });
    queue.add(antenna);
    await passTime();
    queue.add(antenna);
    await queue.drain();

    expect(check).toHaveBeenCalledTimes(2);
  });
});
