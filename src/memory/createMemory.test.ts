import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../database/testing/databaseIds';
import { describeMemories } from './testing/describeMemories';
import { antenna, dish, entityOf, lookAt, mine, notes } from './testing/scene';
import type { RepositoryIdentity } from './types';

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) {
    all.push(...page);
  }
  return all;
}

const databases = TestDatabases.create({ ids: databaseIds });

describeMemories(databases, rig => {
  const { settle, rowOf, entitiesOf, changesOf } = rig;

  describe('state', () => {
    it('is empty at first', async () => {
      expect(await rig.memory.readState()).toEqual({});
      expect(await rig.memory.revision()).toBe(0);
    });

    it('changes only in what is given', async () => {
      const listSizes = { projects: 3, repositories: 4 };
      const number = await rig.memory.beginRun({ startedAt: 1 });
      const end = { endedAt: 2, ending: 'complete' } as const;
      await rig.memory.endRun(number, { ...end, completeAt: 2 });
      await rig.memory.endRun(number, { ...end, listSizes });
      await rig.memory.endRun(number, end);

      expect(await rig.memory.readState()).toEqual({
        ...{ completeAt: 2, listSizes },
        lastRun: { startedAt: 1, ...end },
      });
      expect(await rig.other.readState()).toEqual({});
    });
  });

  describe('runs', () => {
    const ended = {
      ...{ endedAt: 9, looks: 3, unknown: 2, requests: 12 },
      ending: 'failed' as const,
      reason: 'it\0 is down',
    };

    it('are remembered with how they ended, the newest first, whatever the clock says', async () => {
      const first = await rig.memory.beginRun({ startedAt: 5 });
      await rig.memory.beginRun({ startedAt: 1 });
      await rig.memory.endRun(first, ended);

      expect(await rig.memory.readRuns()).toEqual([
        { startedAt: 1, ending: 'running' },
        { startedAt: 5, ...ended, reason: 'it is down' },
      ]);
      expect(await rig.other.readRuns()).toEqual([]);
    });

    it('are the last ten, and one that ends after it was forgotten stays so', async () => {
      const numbers: number[] = [];
      for (let startedAt = 1; startedAt <= 12; startedAt += 1) {
        numbers.push(await rig.memory.beginRun({ startedAt }));
      }
      await rig.memory.endRun(numbers[1]!, ended);
      const runs = await rig.memory.readRuns();
      expect(runs.map(({ startedAt }) => startedAt)).toEqual([
        12, 11, 10, 9, 8, 7, 6, 5, 4, 3,
      ]);
    });

    it('are no two of the same number, though two begin at once', async () => {
      const numbers = await Promise.all([
        rig.memory.beginRun({ startedAt: 1 }),
        rig.memory.beginRun({ startedAt: 1 }),
      ]);
      expect(new Set(numbers).size).toBe(2);
      expect(await rig.memory.readRuns()).toHaveLength(2);
    });
  });

  describe('rows', () => {
    it('are made by a bump, and found by key, name and project', async () => {
      await rig.memory.bump([antenna, dish, notes], mine);

      expect(await rowOf('id:1')).toEqual({ ...antenna, revision: 0 });
      expect(await rig.memory.findByKeys(['id:9', 'id:2', 'id:2'])).toEqual([
        expect.objectContaining(dish),
      ]);
      expect(
        await rig.memory.findByNames([
          { projectKey: 'orbit', repoSlug: 'DISH' },
          { projectKey: 'ORBIT', repoSlug: 'dish' },
          { projectKey: '~NOOR', repoSlug: 'antenna' },
        ]),
      ).toEqual([expect.objectContaining(dish)]);
      const inOrbit = await rig.memory.findInProject('Orbit');
      expect(inOrbit.map(({ key }) => key).sort()).toEqual(['id:1', 'id:2']);
    });

    it('belong to one provider', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));

      expect(await rig.other.findByKeys(['id:1'])).toEqual([]);
      expect(await collect(rig.other.readAll())).toEqual([]);
      expect(await rig.other.revision()).toBe(0);
      const refs = ['location:default/antenna'];
      expect(await rig.other.findHolders(refs)).toEqual([]);
    });

    it('take the name that a look has seen, and nothing else changes', async () => {
      await settle(lookAt(antenna));
      const before = await rowOf('id:1');

      const moved = { key: 'id:1', projectKey: 'Sky', repoSlug: 'Antenna' };
      const look = () => settle(lookAt(moved));
      expect(await changesOf(look)).toEqual(['id:1']);

      expect(await rowOf('id:1')).toEqual({
        ...before,
        ...moved,
        revision: before!.revision + 1,
      });
      expect(await rig.memory.findByNames([antenna])).toEqual([]);
      expect(await rig.memory.findInProject('orbit')).toEqual([]);
      expect(await rig.memory.findInProject('SKY')).toHaveLength(1);
      expect(await changesOf(look)).toEqual([]);
    });

    it('take any characters', async () => {
      const odd = {
        key: "name:~ö'\"?/%_\\ ??",
        projectKey: "~ö'\"?",
        repoSlug: '%_\\ ??',
      };
      await settle(lookAt(odd, { entities: [entityOf(odd)] }));
      await rig.memory.bump([antenna], mine);

      expect(await rig.memory.findByKeys([odd.key])).toHaveLength(1);
      expect(await rig.memory.findByNames([odd])).toHaveLength(1);
      expect(await rig.memory.findInProject('~Ö\'"?')).toHaveLength(1);
      expect(await entitiesOf(odd.key)).toHaveLength(1);
    });

    it('come in pages, each once, together with their entities', async () => {
      const many = Array.from({ length: 1_234 }, (__, index) => ({
        key: `id:${index}`,
        projectKey: `P${index % 7}`,
        repoSlug: `r${index}`,
      }));
      const looks = many.map(each =>
        lookAt(each, { entities: [entityOf(each)] }),
      );
      await rig.memory.bump(many, mine);
      expect(await rig.memory.settle(looks, mine)).toEqual(new Set());

      const rows = await collect(rig.memory.readRows());
      expect(rows).toHaveLength(1_234);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(1_234);
      const all = await collect(rig.memory.readAll());
      expect(new Set(all.map(({ key }) => key)).size).toBe(1_234);
      for (const { entities, repoSlug } of all) {
        expect(entities.map(({ entityRef }) => entityRef)).toEqual([
          `location:default/${repoSlug}`,
        ]);
      }
      expect(await rig.memory.changedSince(0)).toHaveLength(1_234);
    }, 30_000);

    it('come in pages once each, also those renamed between two pages', async () => {
      const many = Array.from({ length: 501 }, (__, index) => ({
        ...antenna,
        key: `id:${index}`,
      }));
      await rig.memory.bump(many, mine);
      const keys: string[] = [];
      for await (const page of rig.memory.readRows()) {
        if (keys.length === 0) {
          await rig.memory.settle([lookAt({ ...dish, key: 'id:0' })], mine);
        }
        keys.push(...page.map(({ key }) => key));
      }
      expect(keys.sort()).toEqual(many.map(({ key }) => key).sort());
    }, 30_000);

    it.each<[string, () => Promise<unknown>]>([
      ['all rows are read', () => collect(rig.memory.readRows())],
      ['all entities are read', () => collect(rig.memory.readAll())],
      ['all changes are read', () => rig.memory.changedSince(0)],
    ])('let others have their turn while %s', async (__, read) => {
      const many = Array.from({ length: 1_001 }, (___, index) => ({
        key: `id:${index}`,
        projectKey: 'P',
        repoSlug: `r${index}`,
      }));
      await rig.memory.markDue(many, 'hint');
      await rig.memory.learn(
        many.map(repository => ({
          repository,
          entityRefs: [`location:default/${repository.repoSlug}`],
        })),
      );
      let turns = 0;
      const count = () => {
        turns += 1;
        next = setImmediate(count);
      };
      let next = setImmediate(count);
      await read();
      clearImmediate(next);
      expect(turns).toBeGreaterThan(1);
    }, 30_000);

    it('are forgotten, but for those that have entities', async () => {
      await settle(lookAt(antenna));
      await settle(lookAt(dish, { entities: [entityOf(dish)] }));

      await rig.memory.forget(['id:1', 'id:2', 'id:9']);

      expect(await rowOf('id:1')).toBeUndefined();
      expect(await rowOf('id:2')).toBeDefined();
      expect(await entitiesOf('id:2')).toHaveLength(1);
    });
  });

  describe('learning', () => {
    const known = (
      repository: RepositoryIdentity,
      entityRefs: string[],
    ) => ({
      repository,
      entityRefs,
    });
    const named = { ...antenna, key: 'name:orbit/antenna' };

    it('makes a row by name of what the catalog alone knows', async () => {
      await rig.memory.learn([known(named, ['component:default/a'])]);
      expect(await entitiesOf(named.key)).toEqual([
        {
          entityRef: 'component:default/a',
          foundIn: 'orbit/antenna',
          isWanted: true,
          isTold: true,
          timesRetold: 0,
        },
      ]);
      expect((await rowOf(named.key))?.answer).toBeUndefined();
    });

    it('adds to the row that has the name already', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      await rig.memory.learn([known(named, ['component:default/a'])]);
      expect(await rowOf(named.key)).toBeUndefined();
      expect(await entitiesOf(antenna.key)).toHaveLength(2);
    });

    it('leaves alone what any row knows of', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const before = await entitiesOf(antenna.key);
      await rig.memory.learn([
        known({ ...dish, key: 'name:orbit/dish' }, [
          entityOf(antenna).entityRef,
        ]),
      ]);
      expect(await entitiesOf(antenna.key)).toEqual(before);
      expect(await rowOf('name:orbit/dish')).toBeUndefined();
    });
  });
});
