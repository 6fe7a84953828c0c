import { toRepositoryId } from '../discovery';
import {
  RememberedEntity,
  RepositoryIdentity,
  RepositoryMemory,
  RepositoryRow,
} from '../memory';
import { precedes, ToldEntity } from '../reconcile';
import { RunRepositories } from './RunRepositories';

export interface WantedEntity extends ToldEntity {
  readonly row: RepositoryIdentity;
  readonly isTold: boolean;
}

/**
 * An entity that the catalog was told of and that its repository has no more.
 *
 * - `rename`: it was found under another name of the repository
 * - `configuration`: a filter leaves it out, or other files are looked for now
 * - `server`: the server says so
 */
export interface Removal {
  readonly row: RepositoryRow;
  readonly entity: RememberedEntity;
  readonly cause: 'rename' | 'configuration' | 'server';
  /** Whether the answer that removes it can be relied on. */
  readonly isCertain: boolean;
  /** Whether it was held back before, and this is the second look. */
  readonly isSecondLook: boolean;
}

/** What memory holds of a provider at one moment. */
export interface Snapshot {
  readonly revision: number;
  /** One for each reference, of the repository that it is told for. */
  readonly wanted: ReadonlyMap<string, WantedEntity>;
  /** Of those that nobody else wants. */
  readonly removals: readonly Removal[];
  /** Of those that another repository keeps in the catalog. */
  readonly passedOn: readonly Removal[];
  /** The keys of the rows that want an entity. */
  readonly holders: ReadonlySet<string>;
  /** Entities that are known by their references alone, and still wanted. */
  readonly unanswered: number;
  /** How many entities the catalog was told of. */
  readonly known: number;
}

/** Reads what memory holds, and judges what may go. */
export async function readSnapshot(options: {
  memory: RepositoryMemory;
  repositories: RunRepositories;
  fingerprint: string;
  /** Whether remembered absences count; otherwise only those that this run has seen. */
  trustsMemory: boolean;
}): Promise<Snapshot> {
  const { memory } = options;
  const revision = await memory.revision();
  const wanted = new Map<string, WantedEntity>();
  const removals: Removal[] = [];
  const holders = new Set<string>();
  const unanswered = new Map<string, RepositoryRow>();
  let known = 0;
  for await (const page of memory.readAll()) {
    for (const row of page) {
      const { key, projectKey, repoSlug } = row;
      for (const entity of row.entities) {
        known += entity.isTold || entity.json === undefined ? 1 : 0;
        if (entity.isWanted) {
          holders.add(key);
        }
        if (!entity.isWanted) {
          removals.push(toRemoval(entity, { ...options, row }));
        } else if (entity.json === undefined) {
          unanswered.set(
            entity.entityRef,
            toFirst(unanswered.get(entity.entityRef), row),
          );
        } else {
          want(wanted, {
            entityRef: entity.entityRef,
            json: entity.json,
            isTold: entity.isTold,
            timesRetold: entity.timesRetold,
            // Of a whole row there would be one more for each until the end.
            row: { key, projectKey, repoSlug },
          });
        }
      }
    }
  }
  const isWanted = ({ entity: { entityRef } }: Removal) =>
    wanted.has(entityRef) || unanswered.has(entityRef);
  return {
    revision,
    wanted: withoutUnanswered(wanted, unanswered),
    removals: removals.filter(removal => !isWanted(removal)),
    passedOn: removals.filter(isWanted),
    holders,
    unanswered: unanswered.size,
    known,
  };
}

function want(wanted: Map<string, WantedEntity>, entity: WantedEntity): void {
  const other = wanted.get(entity.entityRef);
  if (!other || precedes(entity.row, other.row)) {
    wanted.set(entity.entityRef, entity);
  }
}

/** What is held for a repository without an answer does not change hands meanwhile. */
function withoutUnanswered(
  wanted: ReadonlyMap<string, WantedEntity>,
  unanswered: ReadonlyMap<string, RepositoryRow>,
): ReadonlyMap<string, WantedEntity> {
  if (unanswered.size === 0) {
    return wanted;
  }
  return new Map(
    [...wanted].filter(([entityRef, { row }]) => {
      const other = unanswered.get(entityRef);
      return !other || !precedes(other, row);
    }),
  );
}

function toFirst(
  one: RepositoryRow | undefined,
  other: RepositoryRow,
): RepositoryRow {
  return one && precedes(one, other) ? one : other;
}

function toRemoval(
  entity: RememberedEntity,
  options: {
    row: RepositoryRow;
    repositories: RunRepositories;
    fingerprint: string;
    trustsMemory: boolean;
  },
): Removal {
  const { row, repositories, fingerprint } = options;
  const inRun = repositories.get(row.key);
  const isFresh = inRun?.result === 'definite';
  const isDefinite =
    row.answer !== undefined && !row.unknown && row.due !== 'heldBack';
  return {
    row,
    entity,
    cause: toCause(entity, {
      row,
      isConfigured:
        (inRun?.row?.fingerprint ?? fingerprint) !== fingerprint ||
        inRun?.isLeftOut === true,
    }),
    isCertain: isDefinite && (isFresh || options.trustsMemory),
    isSecondLook: isFresh && inRun.row?.due === 'heldBack',
  };
}

function toCause(
  { foundIn }: RememberedEntity,
  { row, isConfigured }: { row: RepositoryRow; isConfigured: boolean },
): Removal['cause'] {
  if (foundIn !== toRepositoryId(row)) {
    return 'rename';
  }
  return isConfigured ? 'configuration' : 'server';
}
