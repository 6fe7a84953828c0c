import { RememberedEntity } from '../memory';
import { CatalogTurn, Refusal, RepositoryChange } from '../reconcile';
import { judgeRemovals, Judgement } from './judgeRemovals';
import { ProviderParts } from './ProviderParts';
import { readSnapshot, Removal, Snapshot, WantedEntity } from './readSnapshot';
import { RunRepositories } from './RunRepositories';

/** Removing is dear: a catalog on SQLite answers nobody meanwhile. */
const REMOVALS_AT_ONCE = 100;

/**
 * What is known when a run comes to its end.
 */
export interface EndOptions {
  readonly provider: ProviderParts;
  readonly repositories: RunRepositories;
  /** Whether every repository that is listed or known has an answer. */
  readonly isAnswered: boolean;
  /** Whether memory holds all that the catalog holds of the provider. */
  readonly isKnownComplete: boolean;
  /** Whether remembered absences are recent enough to count. */
  readonly trustsMemory: boolean;
  /** How many entities the run has told that the catalog did not hold before. */
  readonly newlyTold: number;
  /** Called once the catalog has taken something. */
  readonly onTold: () => void;
}

/**
 * What the end of a run has led to.
 */
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
    await noteTold(snapshot, { memory, judgement, refusals });
    return { snapshot, judgement, refusals, known };
  });
  const { snapshot, judgement, refusals, known } = ending;
  await memory.markDue(
    judgement.heldBack.map(({ row }) => row),
    'heldBack',
  );
  await tellMoved(snapshot, options);
  await settler.retellContested(
    judgement.allowed.map(({ entity }) => entity.entityRef),
  );
  return {
    entityRefs: new Set(snapshot.wanted.keys()),
    rowsWithEntities: new Set([
      ...snapshot.holders,
      ...judgement.kept.map(({ row }) => row.key),
    ]),
    heldBack: judgement.heldBack.length,
    known,
    refusals,
    rejection: judgement.rejection,
  };
}

async function tellSnapshot(
  snapshot: Snapshot,
  options: EndOptions & { turn: CatalogTurn; judgement: Judgement },
): Promise<readonly Refusal[]> {
  const { turn, judgement, onTold } = options;
  const wanted = [...snapshot.wanted.values()];
  for (const some of inParts(judgement.allowed)) {
    await tell(toChanges([], some), options);
  }
  if (mayReplaceAll(snapshot, options)) {
    try {
      await turn.replaceAll([...wanted, ...toKept(judgement)]);
      onTold();
      return [];
    } catch {
      // One entity that the catalog does not take is enough; parts find it.
    }
  }
  return tell(toChanges(wanted, []), options);
}

async function tell(
  changes: readonly RepositoryChange[],
  { turn, onTold }: { turn: CatalogTurn; onTold: () => void },
): Promise<readonly Refusal[]> {
  const refusals = await turn.tell(changes);
  if (refusals.length < changes.length) {
    onTold();
  }
  return refusals;
}

/** Whether nothing goes by a full mutation that may not go. */
function mayReplaceAll(
  snapshot: Snapshot,
  options: EndOptions & { judgement: Judgement },
): boolean {
  const { provider, isAnswered, isKnownComplete, judgement } = options;
  const { rejectRemovalsAbovePercentage } = provider.config;
  return (
    isAnswered &&
    !judgement.rejection &&
    // What nobody knows of cannot be counted.
    (isKnownComplete || rejectRemovalsAbovePercentage === undefined) &&
    snapshot.unanswered === 0 &&
    judgement.kept.every(({ entity }) => entity.json !== undefined)
  );
}

/** What is not to go yet, each once. */
function toKept({ kept }: Judgement): RememberedEntity[] {
  return [
    ...new Map(
      kept.map(({ entity }) => [entity.entityRef, entity] as const),
    ).values(),
  ];
}

async function noteTold(
  snapshot: Snapshot,
  options: {
    memory: ProviderParts['memory'];
    judgement: Judgement;
    refusals: readonly Refusal[];
  },
): Promise<void> {
  const { memory, judgement } = options;
  const refused = new Set(options.refusals.map(({ change }) => change.key));
  await memory.markTold({
    added: [...snapshot.wanted.values()]
      .filter(({ isTold, row }) => !isTold && !refused.has(row.key))
      .map(({ row, entityRef, json }) => ({ key: row.key, entityRef, json })),
    removed: [...judgement.allowed, ...snapshot.passedOn].map(
      ({ row, entity }) => ({ key: row.key, entityRef: entity.entityRef }),
    ),
  });
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

/** What repositories gain and lose, one change for each. */
function toChanges(
  wanted: readonly WantedEntity[],
  removals: readonly Removal[],
): RepositoryChange[] {
  const changes = new Map<
    string,
    RepositoryChange & { added: WantedEntity[]; removed: string[] }
  >();
  const changeOf = ({ row }: { row: Removal['row'] }) => {
    const { key, projectKey, repoSlug } = row;
    const change = changes.get(key) ?? {
      ...{ key, projectKey, repoSlug },
      added: [],
      removed: [],
      isRename: false,
    };
    changes.set(key, change);
    return change;
  };
  wanted.forEach(entity => changeOf(entity).added.push(entity));
  removals.forEach(removal =>
    changeOf(removal).removed.push(removal.entity.entityRef),
  );
  return [...changes.values()];
}

function* inParts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += REMOVALS_AT_ONCE) {
    yield all.slice(start, start + REMOVALS_AT_ONCE);
  }
}
