import { Refusal, RepositoryChange } from '../reconcile';
import { judgeRemovals, Judgement } from './judgeRemovals';
import { ProviderParts } from './ProviderParts';
import { readSnapshot, Snapshot } from './readSnapshot';
import { RunRepositories } from './RunRepositories';
import { TellOptions, tellSnapshot } from './tellSnapshot';

export interface EndOptions
  extends Omit<TellOptions, 'provider' | 'turn' | 'judgement'> {
  readonly provider: ProviderParts;
  readonly repositories: RunRepositories;
  /** Whether remembered absences are recent enough to count. */
  readonly trustsMemory: boolean;
  /** How many entities the run has told that the catalog did not hold before. */
  readonly newlyTold: number;
}

export interface RunEnding {
  /** The references of all that was told. */
  readonly entityRefs: ReadonlySet<string>;
  /** The keys of the rows that have entities still. */
  readonly rowsWithEntities: ReadonlySet<string>;
  /** How many removals wait for a second look, and of how many known entities. */
  readonly heldBack: number;
  readonly known: number;
  readonly refusals: readonly Refusal[];
  /** Why nothing was removed, if so. */
  readonly rejection?: Error;
}

/**
 * Tells the catalog all that memory holds, and removes what is certain to be
 * gone: with a full mutation where everything has an answer, otherwise with
 * deltas. Both repair a catalog that has lost something.
 */
export async function endRun(options: EndOptions): Promise<RunEnding> {
  const { provider, repositories } = options;
  const { config, memory, reconciler } = provider;
  const { settler } = reconciler;
  const ending = await settler.teller.inTurn(async turn => {
    const snapshot = await readSnapshot({
      memory,
      repositories,
      fingerprint: settler.fingerprint,
      trustsMemory: options.trustsMemory,
    });
    const known = snapshot.known - options.newlyTold;
    const judgement = judgeRemovals(snapshot.removals, {
      known,
      maxPercentage: config.rejectRemovalsAbovePercentage,
    });
    const refusals = await tellSnapshot(snapshot, {
      ...options,
      judgement,
      turn,
    });
    const refused = toEntityRefs(refusals);
    await noteTold(snapshot, { memory, judgement, refused });
    return { snapshot, judgement, refusals, refused, known };
  });
  const { snapshot, judgement, refusals, refused, known } = ending;
  await memory.markDue(judgement.heldBack.map(({ row }) => row), 'heldBack');
  await tellMoved(snapshot, options);
  await settler.retellContested(
    judgement.allowed
      .map(({ entity }) => entity.entityRef)
      .filter(entityRef => !refused.has(entityRef)),
  );
  return {
    entityRefs: new Set(snapshot.wanted.keys()),
    rowsWithEntities: new Set([
      ...snapshot.holders,
      ...judgement.kept.map(({ row }) => row.key),
      ...refusals.map(({ change }) => change.key),
    ]),
    heldBack: judgement.heldBack.length,
    known,
    refusals,
    rejection: judgement.rejection,
  };
}

/** Notes what the catalog has taken: what it has refused is still to be told. */
async function noteTold(
  snapshot: Snapshot,
  options: {
    memory: ProviderParts['memory'];
    judgement: Judgement;
    refused: ReadonlySet<string>;
  },
): Promise<void> {
  const { memory, judgement, refused } = options;
  const { wanted, passedOn } = snapshot;
  await memory.markTold({
    added: [...wanted.values()]
      .filter(({ isTold, entityRef }) => !isTold && !refused.has(entityRef))
      .map(({ row, entityRef, json }) => ({ key: row.key, entityRef, json })),
    removed: [...judgement.allowed, ...passedOn]
      .map(({ row, entity }) => ({ key: row.key, entityRef: entity.entityRef }))
      .filter(({ entityRef }) => !refused.has(entityRef)),
  });
}

/** What changes that the catalog refused would have told it of. */
function toEntityRefs(refusals: readonly Refusal[]): ReadonlySet<string> {
  return new Set(
    refusals.flatMap(({ change: { added, removed } }) => [
      ...added.map(({ entityRef }) => entityRef),
      ...removed,
    ]),
  );
}

/**
 * Tells once more what has moved since memory was read: another replica may
 * have told it meanwhile, and been undone by the mutation of this one.
 */
async function tellMoved(
  { revision, wanted }: Snapshot,
  { provider }: EndOptions,
): Promise<void> {
  const { memory, reconciler } = provider;
  const moved = await memory.changedSince(revision);
  if (moved.length === 0) {
    return;
  }
  const keys = new Set(moved.map(({ key }) => key));
  const told = new Map<string, string[]>();
  for (const { row, entityRef } of wanted.values()) {
    if (keys.has(row.key)) {
      told.set(row.key, [...(told.get(row.key) ?? []), entityRef]);
    }
  }
  await reconciler.settler.tell(
    moved.map(({ entities, ...row }): RepositoryChange => {
      const added = entities.flatMap(({ json, ...entity }) =>
        entity.isWanted && json !== undefined ? [{ ...entity, json }] : [],
      );
      // Whoever wants it no more removes it, and may have done so before.
      const now = new Set(
        entities
          .filter(({ isWanted }) => isWanted)
          .map(({ entityRef }) => entityRef),
      );
      const before = told.get(row.key) ?? [];
      return {
        ...row,
        added,
        removed: before.filter(entityRef => !now.has(entityRef)),
        isRename: false,
      };
    }),
  );
}
