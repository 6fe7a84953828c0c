import type { StoredEntity, StoredRow } from './MemoryStore';
import { toAnswerJson } from './toRepositoryRow';
import type { Look, RememberedEntity } from './types';

const NAME = ['projectKey', 'repoSlug'] as const;
/** What others act upon. */
const VISIBLE = [
  ...NAME,
  'answer',
  'fingerprint',
  'defaultBranch',
  'unknownSince',
  'due',
] as const;
const HIDDEN = ['digest', 'hash', 'unknownReason'] as const;
const SEEN = ['answer', 'defaultBranch', 'digest'] as const;

export interface SettledRow {
  readonly row: StoredRow;
  /** What others act upon, something else, or no more than the look's time. */
  readonly change: 'visible' | 'hidden' | 'none';
  readonly isRenamed: boolean;
}

/** What a look makes of a row, and what of it has changed. */
export function settleRow(row: StoredRow, look: Look): SettledRow {
  const settled =
    look.outcome === 'unknown' ? doubt(row, look) : accept(row, look);
  const differs = (field: keyof StoredRow) => settled[field] !== row[field];
  const isRenamed = NAME.some(differs);
  if (VISIBLE.some(differs)) {
    return { row: settled, change: 'visible', isRenamed };
  }
  const change = HIDDEN.some(differs) ? 'hidden' : 'none';
  return { row: settled, change, isRenamed };
}

function accept(
  row: StoredRow,
  look: Look & { outcome: 'definite' },
): StoredRow {
  const { key, asker, revision } = row;
  const settled: StoredRow = {
    key,
    projectKey: look.projectKey,
    repoSlug: look.repoSlug,
    answer: toAnswerJson(look.answer),
    fingerprint: look.fingerprint,
    defaultBranch: look.defaultBranch,
    digest: look.digest,
    hash: look.hash ?? row.hash,
    lookedAt: look.startedAt,
    unknownSince: undefined,
    unknownReason: undefined,
    due: look.due,
    asker,
    revision,
  };
  // What was read before something else was there says nothing of it: the
  // repository may be what it was by the next reading.
  const isOutdated =
    look.hash === undefined &&
    SEEN.some(field => settled[field] !== row[field]);
  return isOutdated ? { ...settled, hash: undefined } : settled;
}

function doubt(row: StoredRow, look: Look & { outcome: 'unknown' }): StoredRow {
  return {
    ...row,
    unknownSince: row.unknownSince ?? look.startedAt,
    // PostgreSQL has no place for it, and a reason may quote anything.
    unknownReason: look.reason.replaceAll('\0', ''),
  };
}

type GivenEntity = Omit<RememberedEntity, 'timesRetold'>;

/**
 * The entities of a row that change when it is to have those that are given
 * and no others.
 *
 * @remarks
 * One that it is to have no longer stays, not wanted, until the catalog was
 * told. That holds for those as well that count as not told: a process may
 * have told the catalog and died before it could note that.
 */
export function mergeEntities(
  standing: readonly StoredEntity[],
  options: { key: string; given: readonly GivenEntity[] },
): StoredEntity[] {
  const { key } = options;
  const before = new Map(standing.map(entity => [entity.entityRef, entity]));
  const given = new Map(
    options.given.map(entity => [entity.entityRef, entity]),
  );
  const left = standing
    .filter(({ entityRef, isWanted }) => isWanted && !given.has(entityRef))
    .map(entity => ({ ...entity, isWanted: false }));
  const taken = [...given.values()].flatMap(entity => {
    const old = before.get(entity.entityRef);
    if (!old) {
      return [{ key, timesRetold: 0, ...entity }];
    }
    const merged = merge(old, entity);
    return isSame(old, merged) ? [] : [merged];
  });
  return [...left, ...taken];
}

function merge(old: StoredEntity, given: GivenEntity): StoredEntity {
  const json = given.json ?? old.json;
  // The catalog may have been told meanwhile to remove what was not wanted.
  const isWantedAgain = given.isWanted && !old.isWanted;
  return {
    key: old.key,
    entityRef: old.entityRef,
    json,
    foundIn: given.foundIn,
    isWanted: given.isWanted,
    isTold:
      json === old.json && !isWantedAgain && (old.isTold || given.isTold),
    timesRetold: old.timesRetold,
  };
}

function isSame(one: StoredEntity, other: StoredEntity): boolean {
  return (
    one.json === other.json &&
    one.foundIn === other.foundIn &&
    one.isWanted === other.isWanted &&
    one.isTold === other.isTold
  );
}
