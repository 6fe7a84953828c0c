import type { LookedBefore, Settler } from '../reconcile';
import { LookBatch } from './LookBatch';

const nothing = { overtaken: new Set<string>(), told: [], refusals: [] };

function look(key: string, { entities = 1 } = {}): LookedBefore {
  return {
    identity: { key, projectKey: 'A', repoSlug: key },
    answer: { outcome: 'present', files: [] },
    entities: Array.from({ length: entities }, (_, index) => ({
      entityRef: `component:default/${key}-${index}`,
      json: '{}',
      foundIn: `a/${key}`,
    })),
    known: [],
  } as unknown as LookedBefore;
}

function createBatch() {
  const settle = jest.fn(async (_: readonly LookedBefore[]) => nothing);
  const write = jest.fn(async (_: readonly LookedBefore[]) => new Set());
  const onSettled = jest.fn();
  const onFailure = jest.fn();
  const batch = new LookBatch({
    settler: { settle, write } as unknown as Settler,
    asker: 'me',
    losses: 'with gains',
    onSettled,
    onFailure,
  });
  const sizes = () => settle.mock.calls.map(([looks]) => looks.length);
  return { batch, settle, write, onSettled, onFailure, sizes };
}

describe('LookBatch', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('settles the first look after a second, and then what ten seconds bring', async () => {
    const { batch, sizes } = createBatch();
    await batch.add(look('one'));
    await jest.advanceTimersByTimeAsync(999);
    expect(sizes()).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(sizes()).toEqual([1]);
    await batch.add(look('two'));
    await batch.add(look('three'));
    await jest.advanceTimersByTimeAsync(9_999);
    expect(sizes()).toEqual([1]);
    await jest.advanceTimersByTimeAsync(1);
    expect(sizes()).toEqual([1, 2]);
  });

  it('settles a hundred entities at once', async () => {
    const { batch, sizes } = createBatch();
    await batch.add(look('one', { entities: 60 }));
    expect(sizes()).toEqual([]);
    await batch.add(look('two', { entities: 40 }));
    expect(sizes()).toEqual([2]);
  });

  it('lets wait what the catalog holds already', async () => {
    const { batch, sizes } = createBatch();
    const { entities, ...one } = look('one', { entities: 100 });
    const known = entities.map(entity => ({
      ...entity,
      ...{ isWanted: true, isTold: true, timesRetold: 0 },
    }));
    await batch.add({ ...one, entities, known });
    expect(sizes()).toEqual([]);
    await batch.add(look('two', { entities: 100 }));
    expect(sizes()).toEqual([2]);
  });

  it('settles many looks that have found nothing', async () => {
    const { batch, sizes } = createBatch();
    for (let index = 0; index < 500; index += 1) {
      await batch.add(look(`r${index}`, { entities: 0 }));
    }
    expect(sizes()).toEqual([500]);
  });

  it('settles one batch after the other, and nothing twice', async () => {
    const { batch, settle, sizes, onSettled } = createBatch();
    let release = () => {};
    settle.mockImplementationOnce(async () => {
      await new Promise<void>(resolve => {
        release = resolve;
      });
      return nothing;
    });
    await batch.add(look('one'));
    const first = batch.flush();
    await jest.advanceTimersByTimeAsync(0);
    await batch.add(look('two'));
    const second = batch.flush();
    await jest.advanceTimersByTimeAsync(0);
    expect(sizes()).toEqual([1]);
    release();
    await Promise.all([first, second]);
    expect(sizes()).toEqual([1, 1]);
    expect(onSettled).toHaveBeenCalledTimes(2);
    await batch.flush();
    expect(sizes()).toEqual([1, 1]);
  });

  it('tells of a failure that nobody waits for, and fails whoever comes next', async () => {
    const { batch, settle, onFailure } = createBatch();
    const failure = new Error('the database is away');
    settle.mockRejectedValueOnce(failure);
    await batch.add(look('one'));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(onFailure).toHaveBeenCalledWith(failure);
    await expect(batch.flush()).rejects.toBe(failure);
  });

  it('only writes what has come together where it is to tell nothing', async () => {
    const { batch, settle, write } = createBatch();
    const one = look('one');
    await batch.add(one);
    await batch.writeOnly();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(write).toHaveBeenCalledWith([one], { asker: 'me' });
    const late = look('late');
    await batch.add(late);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(write).toHaveBeenCalledWith([late], { asker: 'me' });
    expect(settle).not.toHaveBeenCalled();
  });
});
