import { FailingFile, toRemedy } from '../fileErrors';
import { EntitiesOfFile } from './readEntitiesOfFiles';
import { ToldFile } from './toFiles';
import { FailureReport, FileReport } from './types';

/**
 * Puts together what is known of files: what the catalog was told, what it has
 * made of it, and what it cannot read.
 */
export function toFileReports(
  files: readonly ToldFile[],
  options: {
    shown: ReadonlyMap<string, EntitiesOfFile>;
    /** Of the provider, also of what the catalog does not show. */
    failing: readonly FailingFile[];
  },
): FileReport[] {
  const { shown, failing } = options;
  return files.map(({ path, ref = null, target, entityRefs }) => {
    const ofFile = shown.get(target) ?? { entityRefs: [], failures: [] };
    const all = new Set([...entityRefs, ...ofFile.entityRefs]);
    const unseen = failing
      .filter(each => each.target === target)
      .filter(({ entityRef }) => !ofFile.entityRefs.includes(entityRef))
      .map(toFailureReport);
    return {
      ...{ path, ref, target },
      entityRefs: [...all].sort(),
      failures: [...ofFile.failures, ...unseen],
    };
  });
}

function toFailureReport({ entityRef, reason }: FailingFile): FailureReport {
  return { entityRef, reason, remedy: toRemedy(reason) ?? null };
}
