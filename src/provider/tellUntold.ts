import { findFilterExcludingName } from '../discovery';
import { ProviderState, RepositoryRowWithEntities } from '../memory';
import { RepositoryChange } from '../reconcile';
import { ProviderParts } from './ProviderParts';

/**
 * Tells the catalog what a run has found that was cut off before it could tell
 * it, so that runs add up though each is too short. A repository that has lost
 * something as well waits for its next look: both are told together.
 */
export async function tellUntold(
  provider: ProviderParts,
  { lastRun }: ProviderState,
): Promise<void> {
  if (lastRun?.ending === 'complete' || lastRun?.ending === 'incomplete') {
    return;
  }
  const { memory, reconciler } = provider;
  for await (const page of memory.readAll()) {
    await reconciler.settler.tell(page.flatMap(row => toGain(row, provider)));
  }
}

function toGain(
  { entities, ...row }: RepositoryRowWithEntities,
  { config, reconciler }: ProviderParts,
): RepositoryChange[] {
  const added = entities.flatMap(({ json, ...entity }) =>
    entity.isTold || json === undefined ? [] : [{ ...entity, json }],
  );
  const isWholeGain =
    added.length > 0 && entities.every(({ isWanted }) => isWanted);
  const isStillMeant =
    row.fingerprint === reconciler.settler.fingerprint &&
    !findFilterExcludingName(config.filters, row);
  return isWholeGain && isStillMeant
    ? [{ ...row, added, removed: [], isRename: false }]
    : [];
}
