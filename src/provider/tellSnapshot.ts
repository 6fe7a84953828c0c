import { inChunks, RememberedEntity } from '../memory';
import { CatalogTurn, Refusal, RepositoryChange } from '../reconcile';
import { Judgement } from './judgeRemovals';
import { ProviderParts } from './ProviderParts';
import { Removal, Snapshot, WantedEntity } from './readSnapshot';

export interface TellOptions {
  readonly provider: Pick<ProviderParts, 'config'>;
  readonly turn: CatalogTurn;
  readonly judgement: Judgement;
  /** Whether every repository that is listed or known has an answer. */
  readonly isAnswered: boolean;
  /** Whether memory holds all that the catalog holds of the provider. */
  readonly isKnownComplete: boolean;
  readonly onTold: () => void;
}

/** Removing is dear: a catalog on SQLite answers nobody meanwhile. */
const REMOVALS_AT_ONCE = 100;

/**
 * Tells the catalog what memory holds at the end of a run, and gives what it
 * does not take: what may go, in parts, and then everything in one full
 * mutation, or in deltas where that would take away what is to stay.
 */
export async function tellSnapshot(
  snapshot: Snapshot,
  options: TellOptions,
): Promise<readonly Refusal[]> {
  const { turn, judgement, onTold } = options;
  const wanted = [...snapshot.wanted.values()];
  const refusals: Refusal[] = [];
  const parts = inChunks(judgement.allowed, { size: REMOVALS_AT_ONCE });
  for await (const some of parts) {
    refusals.push(...(await tell(toChanges([], some), options)));
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
  return [...refusals, ...(await tell(toChanges(wanted, []), options))];
}

async function tell(
  changes: readonly RepositoryChange[],
  { turn, onTold }: TellOptions,
): Promise<readonly Refusal[]> {
  const refusals = await turn.tell(changes);
  if (refusals.length < changes.length) {
    onTold();
  }
  return refusals;
}

/** Whether nothing goes by a full mutation that may not go. */
function mayReplaceAll(snapshot: Snapshot, options: TellOptions): boolean {
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

/** What repositories gain and lose, one change for each. */
function toChanges(
  wanted: readonly WantedEntity[],
  removals: readonly Removal[],
): RepositoryChange[] {
  const changes = new Map<
    string,
    RepositoryChange & { added: WantedEntity[]; removed: string[] }
  >();
  const changeOf = ({ row }: Pick<WantedEntity, 'row'>) => {
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
