import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../database/testing/databaseIds';
import { toMemories } from './testing/toMemories';
import type {
  Look,
  RememberedEntity,
  RepositoryIdentity,
  RepositoryMemory,
} from './types';

const databases = TestDatabases.create({ ids: databaseIds });

const antenna = {
  key: 'id:1',
  projectKey: 'ORBIT',
  repoSlug: 'antenna',
} as const;
const dish = { key: 'id:2', projectKey: 'ORBIT', repoSlug: 'dish' } as const;
const notes = { key: 'id:3', projectKey: '~noor', repoSlug: 'notes' } as const;

const mine = { asker: 'mine' };
const yours = { asker: 'yours' };

const foundIn = ({ projectKey, repoSlug }: RepositoryIdentity) =>
  `${projectKey}/${repoSlug}`.toLowerCase();

type GivenEntity = Omit<RememberedEntity, 'timesRetold'>;

function entityOf(
  repository: RepositoryIdentity,
  change: Partial<GivenEntity> = {},
): GivenEntity {
  return {
    entityRef: `location:default/${repository.repoSlug}`,
    json: '{"kind":"Location"}',
    foundIn: foundIn(repository),
    isWanted: true,
    isTold: false,
    ...change,
  };
}

type DefiniteLook = Look & { outcome: 'definite' };

function lookAt(
  repository: RepositoryIdentity,
  change: Partial<DefiniteLook> = {},
): DefiniteLook {
  return {
    ...repository,
    startedAt: 1_000,
    outcome: 'definite',
    answer: {
      outcome: 'present',
      files: [{ path: 'catalog-info.yaml', contentId: 'c1' }],
    },
    fingerprint: 'f1',
    defaultBranch: 'main',
    digest: 'd1',
    ...change,
  };
}

const failedLookAt = (
  repository: RepositoryIdentity,
  change: { startedAt?: number; reason?: string } = {},
): Look => ({
  ...repository,
  startedAt: 2_000,
  outcome: 'unknown',
  reason: '503',
  ...change,
});

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) {
    all.push(...page);
  }
  return all;
}

describe.each(toMemories(databases))('%s', (_, create) => {
  let memory: RepositoryMemory;
  let other: RepositoryMemory;

  beforeEach(async () => {
    const ofProvider = await create();
    memory = ofProvider('bitbucketServer-provider:main');
    other = ofProvider('bitbucketServer-provider:other');
  });

  /** Looks at one repository, from the bump to what is written. */
  async function settle(look: Look, options = mine) {
    await memory.bump([look], options);
    return memory.settle([look], options);
  }

  const rowOf = async (key: string) => (await memory.findByKeys([key]))[0];
  const entitiesOf = async (key: string) =>
    (await memory.readEntities([key])).get(key) ?? [];

  /** The keys of the rows that change while something is done. */
  async function changesOf(work: () => Promise<unknown>): Promise<string[]> {
    const before = await memory.revision();
    await work();
    const rows = await memory.changedSince(before);
    return rows.map(({ key }) => key).sort();
  }

  describe('state', () => {
    it('is empty at first', async () => {
      expect(await memory.readState()).toEqual({});
      expect(await memory.revision()).toBe(0);
    });

    it('changes only in what is given', async () => {
      const listSizes = { projects: 3, repositories: 4 };
      const number = await memory.beginRun({ startedAt: 1 });
      const end = { endedAt: 2, ending: 'complete' } as const;
      await memory.endRun(number, { ...end, completeAt: 2 });
      await memory.endRun(number, { ...end, listSizes });
      await memory.endRun(number, end);

      expect(await memory.readState()).toEqual({
        ...{ completeAt: 2, listSizes },
        lastRun: { startedAt: 1, ...end },
      });
      expect(await other.readState()).toEqual({});
    });
  });

  describe('runs', () => {
    const ended = {
      ...{ endedAt: 9, looks: 3, unknown: 2, requests: 12 },
      ending: 'failed' as const,
      reason: 'it\0 is down',
    };

    it('are remembered with how they ended, the newest first, whatever the clock says', async () => {
      const first = await memory.beginRun({ startedAt: 5 });
      await memory.beginRun({ startedAt: 1 });
      await memory.endRun(first, ended);

      expect(await memory.readRuns()).toEqual([
        { startedAt: 1, ending: 'running' },
        { startedAt: 5, ...ended, reason: 'it is down' },
      ]);
      expect(await other.readRuns()).toEqual([]);
    });

    it('are the last ten, and one that ends after it was forgotten stays so', async () => {
      const numbers: number[] = [];
      for (let startedAt = 1; startedAt <= 12; startedAt += 1) {
        numbers.push(await memory.beginRun({ startedAt }));
      }
      await memory.endRun(numbers[1]!, ended);
      const runs = await memory.readRuns();
      expect(runs.map(({ startedAt }) => startedAt)).toEqual([
        12, 11, 10, 9, 8, 7, 6, 5, 4, 3,
      ]);
    });

    it('are no two of the same number, though two begin at once', async () => {
      const numbers = await Promise.all([
        memory.beginRun({ startedAt: 1 }),
        memory.beginRun({ startedAt: 1 }),
      ]);
      expect(new Set(numbers).size).toBe(2);
      expect(await memory.readRuns()).toHaveLength(2);
    });
  });

  describe('rows', () => {
    it('are made by a bump, and found by key, name and project', async () => {
      await memory.bump([antenna, dish, notes], mine);

      expect(await rowOf('id:1')).toEqual({ ...antenna, revision: 0 });
      expect(await memory.findByKeys(['id:9', 'id:2', 'id:2'])).toEqual([
        expect.objectContaining(dish),
      ]);
      expect(
        await memory.findByNames([
          { projectKey: 'orbit', repoSlug: 'DISH' },
          { projectKey: 'ORBIT', repoSlug: 'dish' },
          { projectKey: '~NOOR', repoSlug: 'antenna' },
        ]),
      ).toEqual([expect.objectContaining(dish)]);
      const inOrbit = await memory.findInProject('Orbit');
      expect(inOrbit.map(({ key }) => key).sort()).toEqual(['id:1', 'id:2']);
    });

    it('belong to one provider', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));

      expect(await other.findByKeys(['id:1'])).toEqual([]);
      expect(await collect(other.readAll())).toEqual([]);
      expect(await other.revision()).toBe(0);
      const refs = ['location:default/antenna'];
      expect(await other.findHolders(refs)).toEqual([]);
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
      expect(await memory.findByNames([antenna])).toEqual([]);
      expect(await memory.findInProject('orbit')).toEqual([]);
      expect(await memory.findInProject('SKY')).toHaveLength(1);
      expect(await changesOf(look)).toEqual([]);
    });

    it('take any characters', async () => {
      const odd = {
        key: "name:~ö'\"?/%_\\ ??",
        projectKey: "~ö'\"?",
        repoSlug: '%_\\ ??',
      };
      await settle(lookAt(odd, { entities: [entityOf(odd)] }));
      await memory.bump([antenna], mine);

      expect(await memory.findByKeys([odd.key])).toHaveLength(1);
      expect(await memory.findByNames([odd])).toHaveLength(1);
      expect(await memory.findInProject('~Ö\'"?')).toHaveLength(1);
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
      await memory.bump(many, mine);
      expect(await memory.settle(looks, mine)).toEqual(new Set());

      const rows = await collect(memory.readRows());
      expect(rows).toHaveLength(1_234);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(1_234);
      const all = await collect(memory.readAll());
      expect(new Set(all.map(({ key }) => key)).size).toBe(1_234);
      for (const { entities, repoSlug } of all) {
        expect(entities.map(({ entityRef }) => entityRef)).toEqual([
          `location:default/${repoSlug}`,
        ]);
      }
      expect(await memory.changedSince(0)).toHaveLength(1_234);
    }, 30_000);

    it.each<[string, () => Promise<unknown>]>([
      ['all rows are read', () => collect(memory.readRows())],
      ['all entities are read', () => collect(memory.readAll())],
      ['all changes are read', () => memory.changedSince(0)],
    ])('let others have their turn while %s', async (__, read) => {
      const many = Array.from({ length: 1_001 }, (___, index) => ({
        key: `id:${index}`,
        projectKey: 'P',
        repoSlug: `r${index}`,
      }));
      await memory.markDue(many, 'hint');
      await memory.learn(
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

    it('are forgotten with what they say of entities', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      await settle(lookAt(dish, { entities: [entityOf(dish)] }));

      await memory.forget(['id:1', 'id:9']);

      expect(await rowOf('id:1')).toBeUndefined();
      expect(await entitiesOf('id:1')).toEqual([]);
      const refs = ['location:default/antenna', 'location:default/dish'];
      expect(await memory.findHolders(refs)).toEqual([
        {
          ...dish,
          entityRef: 'location:default/dish',
          json: '{"kind":"Location"}',
          timesRetold: 0,
        },
      ]);
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
      await memory.learn([known(named, ['component:default/a'])]);
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
      await memory.learn([known(named, ['component:default/a'])]);
      expect(await rowOf(named.key)).toBeUndefined();
      expect(await entitiesOf(antenna.key)).toHaveLength(2);
    });

    it('leaves alone what any row knows of', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const before = await entitiesOf(antenna.key);
      await memory.learn([
        known({ ...dish, key: 'name:orbit/dish' }, [
          entityOf(antenna).entityRef,
        ]),
      ]);
      expect(await entitiesOf(antenna.key)).toEqual(before);
      expect(await rowOf('name:orbit/dish')).toBeUndefined();
    });
  });

  describe('a definite look', () => {
    it('is written as it is', async () => {
      const look = lookAt(antenna, {
        answer: {
          outcome: 'present',
          files: [{ path: 'a/b.yaml', ref: 'refs/heads/x' }, { path: 'c.yaml' }],
          cutFrom: 7,
        },
        due: 'heldBack',
      });
      expect(await settle(look)).toEqual(new Set());

      expect(await rowOf('id:1')).toEqual({
        ...antenna,
        answer: look.answer,
        fingerprint: 'f1',
        defaultBranch: 'main',
        digest: 'd1',
        lookedAt: 1_000,
        due: 'heldBack',
        revision: expect.any(Number),
      });
    });

    it('takes the place of all that was, and of an unknown', async () => {
      await settle(lookAt(antenna, { due: 'heldBack' }));
      await settle(failedLookAt(antenna));
      await settle({
        ...antenna,
        startedAt: 3_000,
        outcome: 'definite',
        answer: { outcome: 'absent', reason: 'empty' },
        fingerprint: 'f2',
      });

      expect(await rowOf('id:1')).toEqual({
        ...antenna,
        answer: { outcome: 'absent', reason: 'empty' },
        fingerprint: 'f2',
        lookedAt: 3_000,
        revision: expect.any(Number),
      });
    });

    it('that changes nothing moves its time on, and no revision', async () => {
      const entities = [entityOf(antenna)];
      await settle(lookAt(antenna, { entities }));
      const again = async () => {
        await settle(lookAt(antenna, { startedAt: 5_000 }));
        await settle(lookAt(antenna, { startedAt: 6_000, entities }));
      };
      expect(await changesOf(again)).toEqual([]);
      expect((await rowOf('id:1'))?.lookedAt).toBe(6_000);
    });

    it.each<[string, Partial<DefiniteLook>, string | undefined]>([
      ['keeps the hash where it finds the same', {}, 'h1'],
      ['has none where it finds another digest', { digest: 'd2' }, undefined],
      [
        'has none where it finds another branch',
        { defaultBranch: 'next' },
        undefined,
      ],
      [
        'has none where it finds another answer',
        { answer: { outcome: 'absent', reason: 'noFile' } },
        undefined,
      ],
    ])('that comes without a hash %s', async (__, found, hash) => {
      await settle(lookAt(antenna, { hash: 'h1' }));
      await settle(lookAt(antenna, found));
      expect((await rowOf('id:1'))?.hash).toBe(hash);
    });

    it('is written though a database has no place for some of its characters', async () => {
      const odd = lookAt(antenna, { defaultBranch: 'a\0b\ud83d' });
      expect(await settle(odd)).toEqual(new Set());
      expect((await rowOf('id:1'))?.answer).toEqual(odd.answer);
    });

    it('that changes the digest alone writes it, and moves no revision', async () => {
      await settle(lookAt(antenna));
      const again = () => settle(lookAt(antenna, { digest: 'd2' }));
      expect(await changesOf(again)).toEqual([]);
      expect((await rowOf('id:1'))?.digest).toBe('d2');
    });

    it.each<[string, Partial<DefiniteLook>]>([
      ['an answer', { answer: { outcome: 'absent', reason: 'noFile' } }],
      ['a name', { repoSlug: 'Antenna' }],
      ['a fingerprint', { fingerprint: 'f2' }],
      ['a default branch', { defaultBranch: undefined }],
      ['a reason to be due', { due: 'heldBack' }],
      ['entities', { entities: [entityOf(antenna)] }],
    ])('that changes %s moves the revision on', async (__, change) => {
      await settle(lookAt(antenna));
      await settle(lookAt(dish));
      const again = async () => {
        await memory.bump([antenna, dish], mine);
        await memory.settle([lookAt(antenna, change), lookAt(dish)], mine);
      };
      expect(await changesOf(again)).toEqual(['id:1']);
    });
  });

  describe('an unknown look', () => {
    it('leaves answer, entities and what is due as they were', async () => {
      const entities = [entityOf(antenna)];
      await settle(lookAt(antenna, { due: 'heldBack', entities }));
      const before = await rowOf('id:1');
      const again = () => settle(failedLookAt(antenna));

      expect(await changesOf(again)).toEqual(['id:1']);
      expect(await rowOf('id:1')).toEqual({
        ...before,
        unknown: { since: 2_000, reason: '503' },
        revision: before!.revision + 1,
      });
      expect(await entitiesOf('id:1')).toHaveLength(1);
    });

    it('keeps since when it is so, with the last reason', async () => {
      await settle(failedLookAt(antenna));
      const again = () =>
        settle(failedLookAt(antenna, { startedAt: 3_000, reason: 'a\0b' }));

      expect(await changesOf(again)).toEqual([]);
      expect((await rowOf('id:1'))?.unknown).toEqual({
        since: 2_000,
        reason: 'ab',
      });
    });
  });

  describe('askers', () => {
    it('lose a look to whoever has bumped the row since', async () => {
      await memory.bump([antenna, dish], mine);
      await memory.bump([antenna], yours);
      const looks = [lookAt(antenna), lookAt(dish)];

      expect(await memory.settle(looks, mine)).toEqual(new Set(['id:1']));
      expect((await rowOf('id:1'))?.answer).toBeUndefined();
      expect((await rowOf('id:2'))?.answer).toBeDefined();
      expect(await memory.settle(looks, yours)).toEqual(new Set(['id:2']));
    });

    it('lose a look that changes nothing as well', async () => {
      await settle(lookAt(antenna));
      await memory.bump([antenna], mine);
      await memory.bump([antenna], yours);
      const look = lookAt(antenna, { startedAt: 9_000 });

      expect(await memory.settle([look], mine)).toEqual(new Set(['id:1']));
      expect((await rowOf('id:1'))?.lookedAt).toBe(1_000);
    });

    it('lose a look at what was forgotten, and one without a bump', async () => {
      await memory.bump([antenna], mine);
      await memory.forget(['id:1']);
      await memory.markDue([dish], 'hint');
      const lost = await memory.settle([lookAt(antenna), lookAt(dish)], mine);

      expect(lost).toEqual(new Set(['id:1', 'id:2']));
    });

    it('bump without a change to what others see', async () => {
      await settle(lookAt(antenna));
      const renamed = { ...antenna, repoSlug: 'ANTENNA' };
      const bump = () => memory.bump([renamed], yours);

      expect(await changesOf(bump)).toEqual([]);
      expect(await rowOf('id:1')).toEqual(expect.objectContaining(antenna));
    });
  });

  describe('what is due', () => {
    it('is marked, and makes its row', async () => {
      await settle(lookAt(antenna));
      const mark = () => memory.markDue([antenna, dish], 'hint');

      expect(await changesOf(mark)).toEqual(['id:1', 'id:2']);
      expect(await rowOf('id:1')).toEqual(
        expect.objectContaining({ due: 'hint', fingerprint: 'f1' }),
      );
      expect((await rowOf('id:2'))?.due).toBe('hint');
      expect(await changesOf(mark)).toEqual([]);
    });

    it('ends with a look that began later', async () => {
      await memory.markDue([antenna], 'hint');
      await settle(lookAt(antenna));
      expect((await rowOf('id:1'))?.due).toBeUndefined();
    });

    it('costs a look that began before the hint its row', async () => {
      await memory.bump([antenna], mine);
      await memory.markDue([antenna], 'hint');

      const lost = await memory.settle([lookAt(antenna)], mine);
      expect(lost).toEqual(new Set(['id:1']));
      expect((await rowOf('id:1'))?.due).toBe('hint');
    });

    it('stays held back when a hint comes', async () => {
      await settle(lookAt(antenna, { due: 'heldBack' }));
      await memory.markDue([antenna], 'hint');
      expect((await rowOf('id:1'))?.due).toBe('heldBack');
    });
  });

  describe('entities', () => {
    const told = (
      repository: RepositoryIdentity,
      json = '{"kind":"Location"}',
    ) => ({
      key: repository.key,
      entityRef: entityOf(repository).entityRef,
      json,
    });

    it('are not told until it is noted', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      expect(await entitiesOf('id:1')).toEqual([
        { ...entityOf(antenna), timesRetold: 0 },
      ]);
      await memory.markTold({ added: [told(antenna)], removed: [] });
      expect(await entitiesOf('id:1')).toEqual([
        { ...entityOf(antenna), isTold: true, timesRetold: 0 },
      ]);
    });

    it('are told anew when they change, even while they are told', async () => {
      const settleWith = (json: string) =>
        settle(lookAt(antenna, { entities: [entityOf(antenna, { json })] }));
      await settleWith('{"a":1}');
      await memory.markTold({ added: [told(antenna, '{"a":1}')], removed: [] });
      await settleWith('{"a":2}');
      expect((await entitiesOf('id:1'))[0]?.isTold).toBe(false);
      await memory.markTold({ added: [told(antenna, '{"a":1}')], removed: [] });
      expect((await entitiesOf('id:1'))[0]?.isTold).toBe(false);
      await memory.markTold({ added: [told(antenna, '{"a":2}')], removed: [] });
      expect((await entitiesOf('id:1'))[0]?.isTold).toBe(true);
    });

    it('that the answer lacks wait until their removal is noted', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      await settle(lookAt(antenna, { entities: [] }));
      expect(await entitiesOf('id:1')).toEqual([
        { ...entityOf(antenna), isWanted: false, timesRetold: 0 },
      ]);
      const refs = [entityOf(antenna).entityRef];
      expect(await memory.findHolders(refs)).toEqual([]);

      await memory.markTold({ added: [], removed: [told(antenna)] });
      expect(await entitiesOf('id:1')).toEqual([]);
    });

    it('that are given as not wanted wait as well', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const held = entityOf(antenna, { isWanted: false });
      await settle(lookAt(antenna, { entities: [held] }));
      expect((await entitiesOf('id:1'))[0]?.isWanted).toBe(false);
    });

    it('that are wanted again are told again', async () => {
      const entities = [entityOf(antenna)];
      await settle(lookAt(antenna, { entities }));
      await memory.markTold({ added: [told(antenna)], removed: [] });
      await settle(lookAt(antenna, { entities: [] }));
      await settle(lookAt(antenna, { entities }));
      expect(await entitiesOf('id:1')).toEqual([
        { ...entityOf(antenna), timesRetold: 0 },
      ]);
    });

    /** What the first row had is wanted by the second, and told for it. */
    async function moveEntity(): Promise<void> {
      const entities = [entityOf(antenna)];
      await settle(lookAt(antenna, { entities }));
      await settle(lookAt(antenna, { entities: [] }));
      await settle(lookAt(dish, { entities }));
      await memory.markTold({
        added: [{ ...told(antenna), key: 'id:2' }],
        removed: [],
      });
    }

    it('that another row wants are told again after a removal', async () => {
      await moveEntity();
      const note = () =>
        memory.markTold({ added: [], removed: [told(antenna)] });

      expect(await changesOf(note)).toEqual(['id:2']);
      expect((await entitiesOf('id:2'))[0]?.isTold).toBe(false);
      expect(await entitiesOf('id:1')).toEqual([]);
    });

    it('that one mutation moves from row to row are told', async () => {
      await moveEntity();
      const note = () =>
        memory.markTold({
          added: [{ ...told(antenna), key: 'id:2' }],
          removed: [told(antenna)],
        });

      expect(await changesOf(note)).toEqual([]);
      expect((await entitiesOf('id:2'))[0]?.isTold).toBe(true);
    });

    it('that were told and that no row has any longer are to be removed', async () => {
      await memory.bump([antenna], mine);
      const note = () =>
        memory.markTold({ added: [told(antenna)], removed: [] });

      expect(await changesOf(note)).toEqual(['id:1']);
      expect(await entitiesOf('id:1')).toEqual([
        {
          ...entityOf(antenna),
          isWanted: false,
          isTold: true,
          timesRetold: 0,
        },
      ]);
    });

    it('of which only the reference is known are told with their first text', async () => {
      const known = entityOf(antenna, { json: undefined, isTold: true });
      await settle(lookAt(antenna, { entities: [known] }));
      expect((await entitiesOf('id:1'))[0]).toEqual({
        ...known,
        timesRetold: 0,
      });
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      expect((await entitiesOf('id:1'))[0]).toEqual({
        ...entityOf(antenna),
        timesRetold: 0,
      });
    });

    it('are told anew in every row that wants them', async () => {
      const entities = [entityOf(antenna)];
      await settle(lookAt(antenna, { entities }));
      await settle(lookAt(dish, { entities }));
      await settle(lookAt(notes, { entities }));
      await settle(lookAt(notes, { entities: [] }));
      await memory.markTold({ added: [told(antenna)], removed: [] });
      const refs = [entityOf(antenna).entityRef];

      expect(await changesOf(() => memory.retell(refs))).toEqual([
        'id:1',
        'id:2',
      ]);
      await memory.retell(refs);
      expect((await entitiesOf('id:1'))[0]).toEqual({
        ...entityOf(antenna),
        timesRetold: 2,
      });
      await settle(lookAt(antenna, { entities }));
      expect((await entitiesOf('id:1'))[0]?.timesRetold).toBe(2);
    });

    it('have all rows for holders that want them', async () => {
      const entities = [entityOf(antenna)];
      await settle(lookAt(antenna, { entities }));
      await settle(lookAt(dish, { entities }));
      const refs = [entityOf(antenna).entityRef, 'component:default/none'];

      const { entityRef } = entityOf(antenna);
      const entity = { entityRef, json: '{"kind":"Location"}', timesRetold: 0 };
      expect(await memory.findHolders(refs)).toEqual([
        { ...antenna, ...entity },
        { ...dish, ...entity },
      ]);
    });
  });

  describe('adoption', () => {
    it('gives a row what another was told under its name', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const restored = { ...antenna, key: 'id:101', repoSlug: 'Antenna' };
      const adopt = () => memory.adopt([restored]);

      expect(await changesOf(adopt)).toEqual(['id:1', 'id:101']);
      expect(await entitiesOf('id:101')).toEqual([
        { ...entityOf(antenna), timesRetold: 0 },
      ]);
      expect(await entitiesOf('id:1')).toEqual([]);
      expect((await rowOf('id:1'))?.answer).toBeDefined();
      expect((await rowOf('id:101'))?.answer).toBeUndefined();
      expect(await changesOf(adopt)).toEqual([]);
    });

    it('gives a row what its name alone had learnt', async () => {
      const unnumbered = { ...antenna, key: 'name:orbit/antenna' };
      const look = lookAt(unnumbered, { entities: [entityOf(antenna)] });
      await settle(look);
      const before = await rowOf(unnumbered.key);
      await memory.adopt([antenna]);

      expect(await rowOf(unnumbered.key)).toBeUndefined();
      expect(await rowOf('id:1')).toEqual({
        ...before,
        ...antenna,
        revision: expect.any(Number),
      });
      expect(await entitiesOf('id:1')).toHaveLength(1);
    });

    it('gives a row what two rows have learnt that go by its name alone, and the newer answer', async () => {
      const renamed = { ...antenna, key: 'name:orbit/mast' };
      const unnumbered = { ...antenna, key: 'name:orbit/antenna' };
      await settle(
        lookAt(renamed, {
          ...{ startedAt: 1_000, fingerprint: 'older', due: 'heldBack' },
          entities: [entityOf({ ...antenna, repoSlug: 'mast' })],
        }),
      );
      await settle(
        lookAt(unnumbered, {
          ...{ startedAt: 2_000, fingerprint: 'newer' },
          entities: [entityOf(antenna)],
        }),
      );
      await memory.adopt([antenna]);

      expect(await rowOf('id:1')).toMatchObject({
        lookedAt: 2_000,
        fingerprint: 'newer',
        due: 'heldBack',
      });
      expect(await entitiesOf('id:1')).toHaveLength(2);
      const ended = [renamed.key, unnumbered.key];
      expect(await memory.findByKeys(ended)).toEqual([]);
    });

    it('leaves an answer of its own where there is one', async () => {
      const unnumbered = { ...antenna, key: 'name:orbit/antenna' };
      await settle(lookAt(unnumbered, { fingerprint: 'older' }));
      await settle(lookAt(antenna));
      await memory.adopt([antenna]);

      expect((await rowOf('id:1'))?.fingerprint).toBe('f1');
      expect(await rowOf(unnumbered.key)).toBeUndefined();
    });

    it('follows two repositories that have swapped their names', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      await settle(lookAt(dish, { entities: [entityOf(dish)] }));
      const swapped = [
        { ...antenna, repoSlug: 'dish' },
        { ...dish, repoSlug: 'antenna' },
      ];
      await settle(lookAt(swapped[0]!));
      await settle(lookAt(swapped[1]!));
      await memory.adopt(swapped);

      const refsOf = async (key: string) =>
        (await entitiesOf(key)).map(({ entityRef }) => entityRef);
      expect(await refsOf('id:1')).toEqual([entityOf(dish).entityRef]);
      expect(await refsOf('id:2')).toEqual([entityOf(antenna).entityRef]);
    });

    it('changes nothing where nobody has anything to give', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      expect(await changesOf(() => memory.adopt([antenna, dish]))).toEqual([]);
      expect(await rowOf('id:2')).toBeUndefined();
    });
  });
});
