import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../database/testing/databaseIds';
import { describeMemories } from './testing/describeMemories';
import { antenna, dish, entityOf, lookAt, mine, notes } from './testing/scene';
import type { RepositoryIdentity } from './types';

const databases = TestDatabases.create({ ids: databaseIds });

describeMemories(databases, rig => {
  const { settle, rowOf, entitiesOf, changesOf } = rig;

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
      await rig.memory.markTold({ added: [told(antenna)], removed: [] });
      expect(await entitiesOf('id:1')).toEqual([
        { ...entityOf(antenna), isTold: true, timesRetold: 0 },
      ]);
    });

    it('are told anew when they change, even while they are told', async () => {
      const settleWith = (json: string) =>
        settle(lookAt(antenna, { entities: [entityOf(antenna, { json })] }));
      await settleWith('{"a":1}');
      await rig.memory.markTold({ added: [told(antenna, '{"a":1}')], removed: [] });
      await settleWith('{"a":2}');
      expect((await entitiesOf('id:1'))[0]?.isTold).toBe(false);
      await rig.memory.markTold({ added: [told(antenna, '{"a":1}')], removed: [] });
      expect((await entitiesOf('id:1'))[0]?.isTold).toBe(false);
      await rig.memory.markTold({ added: [told(antenna, '{"a":2}')], removed: [] });
      expect((await entitiesOf('id:1'))[0]?.isTold).toBe(true);
    });

    it('that the answer lacks wait until their removal is noted', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      await settle(lookAt(antenna, { entities: [] }));
      expect(await entitiesOf('id:1')).toEqual([
        { ...entityOf(antenna), isWanted: false, timesRetold: 0 },
      ]);
      const refs = [entityOf(antenna).entityRef];
      expect(await rig.memory.findHolders(refs)).toEqual([]);

      await rig.memory.markTold({ added: [], removed: [told(antenna)] });
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
      await rig.memory.markTold({ added: [told(antenna)], removed: [] });
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
      await rig.memory.markTold({
        added: [{ ...told(antenna), key: 'id:2' }],
        removed: [],
      });
    }

    it('that another row wants are told again after a removal', async () => {
      await moveEntity();
      const note = () =>
        rig.memory.markTold({ added: [], removed: [told(antenna)] });

      expect(await changesOf(note)).toEqual(['id:2']);
      expect((await entitiesOf('id:2'))[0]?.isTold).toBe(false);
      expect(await entitiesOf('id:1')).toEqual([]);
    });

    it('that one mutation moves from row to row are told', async () => {
      await moveEntity();
      const note = () =>
        rig.memory.markTold({
          added: [{ ...told(antenna), key: 'id:2' }],
          removed: [told(antenna)],
        });

      expect(await changesOf(note)).toEqual([]);
      expect((await entitiesOf('id:2'))[0]?.isTold).toBe(true);
    });

    it('that were told and that no row has any longer are to be removed', async () => {
      await rig.memory.bump([antenna], mine);
      const note = () =>
        rig.memory.markTold({ added: [told(antenna)], removed: [] });

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
      await rig.memory.markTold({ added: [told(antenna)], removed: [] });
      const refs = [entityOf(antenna).entityRef];

      expect(await changesOf(() => rig.memory.retell(refs))).toEqual([
        'id:1',
        'id:2',
      ]);
      await rig.memory.retell(refs);
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
      expect(await rig.memory.findHolders(refs)).toEqual([
        { ...antenna, ...entity },
        { ...dish, ...entity },
      ]);
    });
  });

  describe('adoption', () => {
    it('gives a row what another was told under its name', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const restored = { ...antenna, key: 'id:101', repoSlug: 'Antenna' };
      const adopt = () => rig.memory.adopt([restored]);

      expect(await changesOf(adopt)).toEqual(['id:1', 'id:101']);
      expect(await entitiesOf('id:101')).toEqual([
        { ...entityOf(antenna), timesRetold: 0 },
      ]);
      expect(await entitiesOf('id:1')).toEqual([]);
      expect((await rowOf('id:1'))?.answer).toBeDefined();
      expect((await rowOf('id:101'))?.answer).toBeUndefined();
      expect(await changesOf(adopt)).toEqual([]);
    });

    it('has whoever is given something looked at, also who is being looked at', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const heir = { ...antenna, key: 'id:2' };
      await settle(lookAt(heir));
      await rig.memory.bump([heir], mine);
      await rig.memory.adopt([heir]);

      expect((await rowOf('id:2'))?.due).toBe('hint');
      const lost = await rig.memory.settle([lookAt(heir)], mine);
      expect(lost).toEqual(new Set(['id:2']));
    });

    it('gives a row what its name alone had learnt', async () => {
      const unnumbered = { ...antenna, key: 'name:orbit/antenna' };
      const look = lookAt(unnumbered, { entities: [entityOf(antenna)] });
      await settle(look);
      const before = await rowOf(unnumbered.key);
      await rig.memory.adopt([antenna]);

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
      await rig.memory.adopt([antenna]);

      expect(await rowOf('id:1')).toMatchObject({
        lookedAt: 2_000,
        fingerprint: 'newer',
        due: 'heldBack',
      });
      expect(await entitiesOf('id:1')).toHaveLength(2);
      const ended = [renamed.key, unnumbered.key];
      expect(await rig.memory.findByKeys(ended)).toEqual([]);
    });

    it('leaves an answer of its own where there is one', async () => {
      const unnumbered = { ...antenna, key: 'name:orbit/antenna' };
      await settle(lookAt(unnumbered, { fingerprint: 'older' }));
      await settle(lookAt(antenna));
      await rig.memory.adopt([antenna]);

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
      await rig.memory.adopt(swapped);

      const refsOf = async (key: string) =>
        (await entitiesOf(key)).map(({ entityRef }) => entityRef);
      expect(await refsOf('id:1')).toEqual([entityOf(dish).entityRef]);
      expect(await refsOf('id:2')).toEqual([entityOf(antenna).entityRef]);
    });

    it('gives what was found again under another name to whoever has that name now', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const renamed = { ...antenna, repoSlug: 'mast' };
      const found = { ...entityOf(antenna), foundIn: 'orbit/mast' };
      await settle(lookAt(renamed, { entities: [found] }));
      const heirs = [
        { ...antenna, key: 'id:2' },
        { ...renamed, key: 'id:3' },
      ];
      await rig.memory.adopt(heirs);

      expect(await entitiesOf('id:2')).toEqual([]);
      expect(await entitiesOf('id:3')).toMatchObject([found]);
    });

    it('changes nothing where nobody has anything to give', async () => {
      await settle(lookAt(antenna, { entities: [entityOf(antenna)] }));
      const adopt = () => rig.memory.adopt([antenna, dish]);

      expect(await changesOf(adopt)).toEqual([]);
      expect(await rowOf('id:2')).toBeUndefined();
    });
  });
});
