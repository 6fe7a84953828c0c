import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { driveTimers } from '../../dev/rig/driveTimers';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { createMemory, type RepositoryMemory } from '../memory';
import { CatalogTeller } from './CatalogTeller';
import { LossesTold, Settler } from './Settler';
import { entityOf, lookedAt } from './testing/lookedAt';
import type { FoundEntity } from './types';

const antenna = { key: 'id:1', projectKey: 'ORBIT', repoSlug: 'antenna' };
const buoy = { key: 'id:2', projectKey: 'SEA', repoSlug: 'buoy' };
const mine = { asker: 'mine', losses: 'now' as const };

const one = entityOf(antenna, { name: 'one' });
const two = entityOf(antenna, { name: 'two' });

describe('Settler', () => {
  let catalog: FakeCatalog;
  let memory: RepositoryMemory;
  let settler: Settler;
  /** What happens before the catalog takes a mutation. */
  let beforeMutation: (mutation: EntityProviderMutation) => Promise<void>;

  beforeEach(() => {
    // What a queue does in a moment is no matter of time.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    catalog = new FakeCatalog();
    memory = createMemory({ providerName: 'main' });
    beforeMutation = async () => {};
    settler = startProcess();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** A process over the same memory and catalog. */
  function startProcess(): Settler {
    const teller = new CatalogTeller({ locationKey: 'main' });
    const connection = catalog.connectionOf('main');
    teller.connect({
      ...connection,
      applyMutation: async mutation => {
        await beforeMutation(mutation);
        await connection.applyMutation(mutation);
      },
    });
    return new Settler({ memory, teller, fingerprint: 'F' });
  }

  /** What a look at a repository finds, whose row is bumped before. */
  async function look(
    repository: typeof antenna,
    options: { entities?: FoundEntity[]; asker?: string } = {},
  ) {
    await memory.bump([repository], { asker: options.asker ?? mine.asker });
    const known = await memory.readEntities([repository.key]);
    return lookedAt(repository, {
      entities: options.entities ?? [],
      known: known.get(repository.key) ?? [],
    });
  }

  async function settle(
    repository: typeof antenna,
    options: { entities?: FoundEntity[]; losses?: LossesTold } = {},
  ) {
    const { losses = 'now' } = options;
    const looked = await look(repository, options);
    return driveTimers(settler.settle([looked], { ...mine, losses }));
  }

  const names = () =>
    catalog.entities.map(({ metadata }) => metadata.name).sort();
  const remembered = async ({ key }: typeof antenna) =>
    ((await memory.readEntities([key])).get(key) ?? []).map(
      ({ entityRef, isWanted, isTold }) => ({ entityRef, isWanted, isTold }),
    );

  it('writes before it tells, and notes that it was told after', async () => {
    const seen: unknown[] = [];
    beforeMutation = async () => {
      seen.push(await remembered(antenna));
    };
    await settle(antenna, { entities: [one] });

    const { entityRef } = one;
    expect(seen).toEqual([[{ entityRef, isWanted: true, isTold: false }]]);
    expect(await remembered(antenna)).toEqual([
      { entityRef, isWanted: true, isTold: true },
    ]);
    expect(names()).toEqual(['one']);
  });

  it('tells nothing anew that was told', async () => {
    await settle(antenna, { entities: [one] });
    await settle(antenna, { entities: [one] });
    expect(catalog.mutations).toHaveLength(1);
  });

  it('tells in one delta what a repository gains and loses', async () => {
    await settle(antenna, { entities: [one] });
    await settle(antenna, { entities: [two] });
    expect(catalog.mutations[1]).toMatchObject({
      added: [{ entity: { metadata: { name: 'two' } } }],
      removed: [{ entityRef: one.entityRef }],
    });
    expect(await remembered(antenna)).toEqual([
      { entityRef: two.entityRef, isWanted: true, isTold: true },
    ]);
  });

  it('neither writes nor tells what was overtaken', async () => {
    const looked = await look(antenna, { entities: [one] });
    await memory.bump([antenna], { asker: 'somebody else' });
    const settled = await settler.settle([looked], mine);

    expect([...settled.overtaken]).toEqual([antenna.key]);
    expect(catalog.mutations).toEqual([]);
    expect(await remembered(antenna)).toEqual([]);
  });

  it('settles what was not overtaken beside what was', async () => {
    const overtaken = await look(antenna, { entities: [one] });
    const looked = await look(buoy, { entities: [entityOf(buoy)] });
    await memory.bump([antenna], { asker: 'somebody else' });
    const settled = await settler.settle([overtaken, looked], mine);

    expect([...settled.overtaken]).toEqual([antenna.key]);
    expect(names()).toEqual(['buoy']);
  });

  it('changes nothing where the answer is unknown', async () => {
    await settle(antenna, { entities: [one] });
    const looked = await look(antenna);
    const cause = new Error('it did not answer');
    const answer = { outcome: 'unknown', cause } as const;
    await settler.settle([{ ...looked, answer }], mine);

    expect(names()).toEqual(['one']);
    expect(await remembered(antenna)).toHaveLength(1);
    const [row] = await memory.findByKeys([antenna.key]);
    expect(row?.answer?.outcome).toBe('present');
    expect(row?.unknown?.reason).toBe('it did not answer');
  });

  it.each(['added', 'removed'])(
    'has the next process tell what was %s where one dies before the catalog hears of it',
    async what => {
      if (what === 'removed') {
        await settle(antenna, { entities: [one] });
      }
      const entities = what === 'added' ? [one] : [];
      beforeMutation = () => new Promise(() => {});
      void settler.settle([await look(antenna, { entities })], mine);
      await jest.advanceTimersByTimeAsync(1_000);

      beforeMutation = async () => {};
      settler = startProcess();
      await settle(antenna, { entities });
      expect(names()).toEqual(what === 'added' ? ['one'] : []);
      expect(await remembered(antenna)).toHaveLength(entities.length);
    },
  );

  it.each(['added', 'removed'])(
    'does no harm where a process dies before it notes that something was %s',
    async what => {
      if (what === 'removed') {
        await settle(antenna, { entities: [one] });
      }
      const entities = what === 'added' ? [one] : [];
      jest
        .spyOn(memory, 'markTold')
        .mockImplementationOnce(() => new Promise(() => {}));
      void settler.settle([await look(antenna, { entities })], mine);
      await jest.advanceTimersByTimeAsync(1_000);

      settler = startProcess();
      await settle(antenna, { entities });
      expect(names()).toEqual(what === 'added' ? ['one'] : []);
      expect(await remembered(antenna)).toHaveLength(entities.length);
    },
  );

  it('removes what one process added and could not note, once it is gone', async () => {
    jest
      .spyOn(memory, 'markTold')
      .mockImplementationOnce(() => new Promise(() => {}));
    void settler.settle([await look(antenna, { entities: [one] })], mine);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(names()).toEqual(['one']);

    settler = startProcess();
    await settle(antenna);
    expect(names()).toEqual([]);
  });

  it('tells all but what the catalog refuses, and tells that again next time', async () => {
    beforeMutation = async ({ type, ...mutation }) => {
      if (JSON.stringify(mutation).includes('"name":"one"')) {
        throw new TypeError(`a ${type} that it does not take`);
      }
    };
    const refused = await look(antenna, { entities: [one] });
    const looked = await look(buoy, { entities: [entityOf(buoy)] });
    const { refusals } = await driveTimers(
      settler.settle([refused, looked], mine),
    );
    expect(refusals).toMatchObject([{ change: antenna }]);
    expect(names()).toEqual(['buoy']);

    beforeMutation = async () => {};
    await settle(antenna, { entities: [one] });
    expect(names()).toEqual(['buoy', 'one']);
  });

  it('throws where the catalog is away, and tells once it is back', async () => {
    catalog.writeFailure = new Error('the database is away');
    await expect(settle(antenna, { entities: [one] })).rejects.toThrow(
      'the database is away',
    );
    catalog.writeFailure = undefined;
    await settle(antenna, { entities: [one] });
    expect(names()).toEqual(['one']);
  });

  describe.each<[LossesTold, Record<string, string[]>]>([
    ['now', { loss: [], both: ['two'], rename: ['two'], gone: [] }],
    [
      'with gains',
      { loss: ['one'], both: ['two'], rename: ['two'], gone: ['old'] },
    ],
    [
      'later',
      { loss: ['one'], both: ['one'], rename: ['two'], gone: ['old'] },
    ],
  ])('where losses are told %s', (losses, expected) => {
    const old = { ...entityOf(antenna, { name: 'old' }), foundIn: 'orbit/old' };

    it.each<[string, string, FoundEntity[], FoundEntity[]]>([
      ['loses something', 'loss', [one], []],
      ['loses something, and gains something', 'both', [one], [two]],
      ['has got another name', 'rename', [old], [two]],
      ['has got another name, and lost its file', 'gone', [old], []],
    ])('tells of a repository that %s', async (_, name, before, after) => {
      await settle(antenna, { entities: before });
      await settle(antenna, { entities: after, losses });
      expect(names()).toEqual(expected[name]);

      // Nothing is forgotten that is still to be told.
      await settle(antenna, { entities: after });
      expect(names()).toEqual(after.map(({ entityRef }) => entityRef.split('/')[1]));
    });
  });

  it('has the catalog read again what it is to read again, unless it was overtaken', async () => {
    const refreshed = ['https://git.x/a'];
    const looked = { ...(await look(antenna)), refreshed };
    await settler.settle([looked], mine);
    expect(catalog.refreshedKeys).toEqual(['url:https://git.x/a']);

    const late = { ...(await look(antenna)), refreshed };
    await memory.bump([antenna], { asker: 'somebody else' });
    await settler.settle([late], mine);
    expect(catalog.refreshedKeys).toHaveLength(1);
  });

  it('lets two repositories swap what they have', async () => {
    const given = (repository: typeof antenna, name: string) =>
      entityOf(repository, { name });
    await settle(antenna, { entities: [given(antenna, 'a')] });
    await settle(buoy, { entities: [given(buoy, 'b')] });
    await settle(antenna, { entities: [given(antenna, 'b')] });
    expect(names()).toContain('b');
    await settle(buoy, { entities: [given(buoy, 'a')] });
    expect(names()).toEqual(['a', 'b']);
  });

  it('gives a successor what was told under its name', async () => {
    await settle(antenna, { entities: [one] });
    const dish = { ...antenna, repoSlug: 'dish' };
    const heir = { ...antenna, id: 7, archived: false, isFork: false };
    const looked = await look(dish, { entities: [entityOf(dish)] });
    await settler.settle([{ ...looked, successors: [heir as never] }], mine);

    expect(await remembered({ ...antenna, key: 'id:7' })).toEqual([
      { entityRef: one.entityRef, isWanted: true, isTold: true },
    ]);
    expect(names()).toEqual(['dish', 'one']);
  });

  it('tells a Location once more in another form whose entity has lost its name to one that goes', async () => {
    await settle(antenna, { entities: [one] });
    await settle(buoy, { entities: [entityOf(buoy)] });
    const [loser, holder] = [entityOf(buoy).entityRef, one.entityRef];
    settler.contested.note({ loser, holder });
    catalog.mutations.length = 0;
    await settle(antenna);

    expect(catalog.mutations).toMatchObject([
      { added: [], removed: [{ entityRef: holder }] },
      {
        added: [
          {
            entity: {
              metadata: {
                name: 'buoy',
                annotations: { 'bitbucket.org/told-again': '1' },
              },
            },
          },
        ],
      },
    ]);
    catalog.mutations.length = 0;
    await settle(buoy, { entities: [entityOf(buoy)] });
    expect(catalog.mutations).toEqual([]);
  });

  it('tells nothing anew of a Location that nobody wants', async () => {
    await settler.retell([one.entityRef]);
    expect(catalog.mutations).toEqual([]);
  });
});
