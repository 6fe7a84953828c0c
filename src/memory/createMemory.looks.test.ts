import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../database/testing/databaseIds';
import { describeMemories } from './testing/describeMemories';
import {
  antenna,
  type DefiniteLook,
  dish,
  entityOf,
  failedLookAt,
  lookAt,
  mine,
  yours,
} from './testing/scene';

const databases = TestDatabases.create({ ids: databaseIds });

describeMemories(databases, rig => {
  const { settle, rowOf, entitiesOf, changesOf } = rig;

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
        await rig.memory.bump([antenna, dish], mine);
        await rig.memory.settle([lookAt(antenna, change), lookAt(dish)], mine);
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
      await rig.memory.bump([antenna, dish], mine);
      await rig.memory.bump([antenna], yours);
      const looks = [lookAt(antenna), lookAt(dish)];

      expect(await rig.memory.settle(looks, mine)).toEqual(new Set(['id:1']));
      expect((await rowOf('id:1'))?.answer).toBeUndefined();
      expect((await rowOf('id:2'))?.answer).toBeDefined();
      expect(await rig.memory.settle(looks, yours)).toEqual(new Set(['id:2']));
    });

    it('lose a look that changes nothing as well', async () => {
      await settle(lookAt(antenna));
      await rig.memory.bump([antenna], mine);
      await rig.memory.bump([antenna], yours);
      const look = lookAt(antenna, { startedAt: 9_000 });

      expect(await rig.memory.settle([look], mine)).toEqual(new Set(['id:1']));
      expect((await rowOf('id:1'))?.lookedAt).toBe(1_000);
    });

    it('lose a look at what was forgotten, and one without a bump', async () => {
      await rig.memory.bump([antenna], mine);
      await rig.memory.forget(['id:1']);
      await rig.memory.markDue([dish], 'hint');
      const looks = [lookAt(antenna), lookAt(dish)];
      const lost = await rig.memory.settle(looks, mine);

      expect(lost).toEqual(new Set(['id:1', 'id:2']));
    });

    it('bump without a change to what others see', async () => {
      await settle(lookAt(antenna));
      const renamed = { ...antenna, repoSlug: 'ANTENNA' };
      const bump = () => rig.memory.bump([renamed], yours);

      expect(await changesOf(bump)).toEqual([]);
      expect(await rowOf('id:1')).toEqual(expect.objectContaining(antenna));
    });
  });

  describe('what is due', () => {
    it('is marked, and makes its row', async () => {
      await settle(lookAt(antenna));
      const mark = () => rig.memory.markDue([antenna, dish], 'hint');

      expect(await changesOf(mark)).toEqual(['id:1', 'id:2']);
      expect(await rowOf('id:1')).toEqual(
        expect.objectContaining({ due: 'hint', fingerprint: 'f1' }),
      );
      expect((await rowOf('id:2'))?.due).toBe('hint');
      expect(await changesOf(mark)).toEqual([]);
    });

    it('ends with a look that began later', async () => {
      await rig.memory.markDue([antenna], 'hint');
      await settle(lookAt(antenna));
      expect((await rowOf('id:1'))?.due).toBeUndefined();
    });

    it('costs a look that began before the hint its row', async () => {
      await rig.memory.bump([antenna], mine);
      await rig.memory.markDue([antenna], 'hint');

      const lost = await rig.memory.settle([lookAt(antenna)], mine);
      expect(lost).toEqual(new Set(['id:1']));
      expect((await rowOf('id:1'))?.due).toBe('hint');
    });

    it('leaves a row to whoever is at it, where another one has left it', async () => {
      await rig.memory.bump([antenna], mine);
      await rig.memory.markDue([antenna], 'left');
      expect((await rowOf('id:1'))?.due).toBe('left');

      const lost = await rig.memory.settle([lookAt(antenna)], mine);
      expect(lost).toEqual(new Set());
      expect((await rowOf('id:1'))?.due).toBeUndefined();
    });

    it('stays held back when a hint comes', async () => {
      await settle(lookAt(antenna, { due: 'heldBack' }));
      await rig.memory.markDue([antenna], 'hint');
      expect((await rowOf('id:1'))?.due).toBe('heldBack');
    });
  });
});
