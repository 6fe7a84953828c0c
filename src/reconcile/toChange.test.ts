import type { RepositoryAnswer } from '../discovery';
import type { RememberedEntity } from '../memory';
import { toChange } from './toChange';
import type { FoundEntity, LookedBefore } from './types';

const name = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const identity = { key: 'id:1', ...name };

function known(
  entityRef: string,
  differs: Partial<RememberedEntity> = {},
): RememberedEntity {
  return {
    ...{ entityRef, json: `"${entityRef}"`, foundIn: 'orbit/antenna' },
    ...{ isWanted: true, isTold: true, timesRetold: 0 },
    ...differs,
  };
}

function found(
  entityRef: string,
  differs: Partial<FoundEntity> = {},
): FoundEntity {
  return {
    ...{ entityRef, json: `"${entityRef}"`, foundIn: 'orbit/antenna' },
    ...differs,
  };
}

function looked(differs: Partial<LookedBefore>): LookedBefore {
  return {
    identity,
    answer: { outcome: 'present', files: [] } as unknown as RepositoryAnswer,
    ...{ entities: [], successors: [] },
    ...{ startedAt: 1, refreshed: [], known: [] },
    ...differs,
  };
}

const nothing = { ...identity, added: [], removed: [], isRename: false };

describe('toChange', () => {
  it('adds what is new', () => {
    expect(toChange(looked({ entities: [found('a')] }))).toEqual({
      ...nothing,
      added: [{ entityRef: 'a', json: '"a"', timesRetold: 0 }],
    });
  });

  it('says nothing of what was told, and is the same', () => {
    expect(
      toChange(looked({ entities: [found('a')], known: [known('a')] })),
    ).toEqual(nothing);
  });

  it.each<[string, Partial<RememberedEntity>]>([
    ['has changed', { json: '"b"' }],
    ['was not told yet', { isTold: false }],
    ['is wanted again', { isWanted: false }],
    ['is known from the catalog alone', { json: undefined }],
  ])('tells what %s, in the form that it was last told in', (_, before) => {
    expect(
      toChange(
        looked({
          entities: [found('a')],
          known: [known('a', { ...before, timesRetold: 2 })],
        }),
      ),
    ).toEqual({
      ...nothing,
      added: [{ entityRef: 'a', json: '"a"', timesRetold: 2 }],
    });
  });

  it('leaves alone what is kept, and known from the catalog alone', () => {
    expect(
      toChange(
        looked({
          entities: [found('a', { json: undefined })],
          known: [known('a', { json: undefined })],
        }),
      ),
    ).toEqual(nothing);
  });

  it.each<[string, RepositoryAnswer]>([
    ['absent', { outcome: 'absent', reason: 'gone' }],
    ['present', { outcome: 'present', files: [] } as unknown as RepositoryAnswer],
  ])('removes what a repository has no more that is %s', (_, answer) => {
    const before = [known('a'), known('b', { isWanted: false, isTold: false })];
    expect(toChange(looked({ answer, known: before }))).toEqual({
      ...nothing,
      removed: ['a', 'b'],
    });
  });

  it('says nothing where the answer is unknown', () => {
    const answer = { outcome: 'unknown', cause: new Error() } as const;
    expect(toChange(looked({ answer, known: [known('a')] }))).toEqual(nothing);
  });

  it.each<[string, string[], boolean]>([
    ['all of it', ['orbit/old', 'sea/older'], true],
    ['a part of it', ['orbit/old', 'orbit/antenna'], false],
  ])('is a rename where %s was found under another name', (_, names, is) => {
    const before = names.map(foundIn => known(foundIn, { foundIn }));
    expect(toChange(looked({ known: before })).isRename).toBe(is);
  });
});
