import type { EventsService } from '@backstage/plugin-events-node';
import { BEGUN, HOUR_MS, ROUND_MS, useProcessingErrors } from '../../dev/rig/useProcessingErrors';

const createScene = useProcessingErrors();
const LOOK_LIMIT_MS = 2 * 60_000;

describe('ProcessingErrors', () => {
  it('asks the catalog every half minute at most', async () => {
    const { fail, pass, catalog } = await createScene();
    await fail('one');
    await pass(1_000);
    await fail('two');
    await pass(ROUND_MS - 2_000);
    expect(catalog.requestedRefs).toHaveLength(1);
    await pass(2_000);
    expect(catalog.requestedRefs).toHaveLength(2);
  });

  it('asks ever less often while nothing changes, and every five minutes at least', async () => {
    const { fail, pass, show, catalog } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(1_000);
    const asked: number[] = [];
    catalog.beforeRead = async () => {
      asked.push(Date.now());
    };
    for (let round = 0; round < 36; round += 1) {
      await pass(50_000);
      await fail('one', { reason: 'it is broken still' });
      await pass(50_000);
    }
    const pauses = asked.slice(1).map((at, index) => at - asked[index]!);
    expect(pauses.slice(0, 5)).toEqual(
      [60, 120, 240, 300, 300].map(seconds => seconds * 1_000),
    );
    expect(asked.length).toBeLessThan(16);
  });

  it('asks soon again once something else fails', async () => {
    const { fail, pass, show } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(HOUR_MS);
    show('two', { isFailing: true });
    await fail('two');
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^warn main: A\/two: .* 2 failing in all$/),
    ]);
    show('two');
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^info main: A\/two: .* 1 still failing$/),
    ]);
  });

  it('goes on as before when the clock is set back', async () => {
    const { fail, pass, show } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(1_000);
    jest.setSystemTime(Date.now() - HOUR_MS);
    show('one');
    expect(await pass(2 * ROUND_MS)).toEqual([
      expect.stringMatching(/^info main: A\/one: .* none is failing now$/),
    ]);
    await fail('two');
    expect(await pass(ROUND_MS)).toHaveLength(1);
  });

  it('asks nothing more while the catalog has yet to answer', async () => {
    const { fail, pass, catalog } = await createScene();
    catalog.beforeRead = async () => new Promise<never>(() => {});
    await fail('one');
    await pass(1_000);
    await fail('two');
    await pass(LOOK_LIMIT_MS - 1_000);
    expect(catalog.requestedRefs).toHaveLength(1);
  });

  it('goes on after a catalog that never answered', async () => {
    const { fail, pass, catalog } = await createScene();
    catalog.beforeRead = async () => new Promise<never>(() => {});
    await fail('one');
    expect(await pass(1_000)).toEqual([]);
    catalog.beforeRead = async () => {};
    expect(await pass(LOOK_LIMIT_MS)).toEqual([
      expect.stringMatching(/^debug main: the catalog could not be asked .* 2 minutes/),
    ]);
    expect(await pass(ROUND_MS)).toEqual([BEGUN]);
  });

  it('warns, and rejects nothing, where it cannot subscribe', async () => {
    const { rig, errors } = await createScene();
    const events = {
      subscribe: async () => {
        throw new Error('no such topic');
      },
    } as unknown as EventsService;
    await errors.subscribe(events);
    expect(rig.log.lines).toEqual([
      {
        level: 'warn',
        message: expect.stringMatching(/^main: .* no such topic; discovery goes on/),
      },
    ]);
  });

  it('loses nothing that it hears of while it asks', async () => {
    const { fail, pass, catalog, errors } = await createScene();
    catalog.beforeRead = async () => {
      catalog.beforeRead = async () => {};
      await fail('two');
    };
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    expect(await pass(ROUND_MS)).toHaveLength(1);
    expect(errors.failing).toBe(2);
  });

  it('loses nothing while the catalog cannot be asked', async () => {
    const { fail, pass, catalog } = await createScene();
    catalog.readFailure = new Error('503 Service Unavailable');
    await fail('one');
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^debug main: the catalog could not be asked/),
    ]);
    catalog.readFailure = undefined;
    expect(await pass(ROUND_MS)).toEqual([BEGUN]);
  });

  it('ends with the backend', async () => {
    const { fail, pass, errors } = await createScene();
    await fail('one');
    errors.stop();
    await fail('two');
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says nothing where it cannot ask the catalog at all', async () => {
    const { fail, pass } = await createScene({ readsCatalog: false });
    await fail('one');
    expect(await pass(HOUR_MS)).toEqual([]);
  });
});
