import { forEachOf } from './forEachOf';

describe('forEachOf', () => {
  it('does the work with each item', async () => {
    const done: number[] = [];
    async function* items() {
      yield* [1, 2, 3];
    }
    await forEachOf(items(), {
      work: async item => {
        done.push(item);
      },
      concurrency: 2,
    });
    expect(done.sort()).toEqual([1, 2, 3]);
  });

  it('throws what the items throw, even when all work is done by then', async () => {
    const failure = new Error('no more of them');
    let fail = () => {};
    const failing = new Promise<void>(resolve => {
      fail = resolve;
    });
    async function* items() {
      yield 1;
      yield 2;
      await failing;
      throw failure;
    }
    const each = forEachOf(items(), { work: async () => {}, concurrency: 8 });
    // By then several items are asked for.
    await new Promise(resolve => setImmediate(resolve));
    fail();
    await expect(each).rejects.toBe(failure);
  });

  it('throws what the work throws', async () => {
    const failure = new Error('it does not work');
    async function* items() {
      yield 1;
    }
    const each = forEachOf(items(), {
      work: async () => {
        throw failure;
      },
      concurrency: 2,
    });
    await expect(each).rejects.toBe(failure);
  });
});
