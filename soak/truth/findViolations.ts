import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { toLocationRef } from './toLocationRef';

/**
 * Finds what a mutation would take out of the catalog although its file has
 * been there all the time.
 */
export function findViolations(
  mutation: EntityProviderMutation,
  { always }: { always: ReadonlySet<string> },
): string[] {
  const refs =
    mutation.type === 'full'
      ? mutation.entities.map(({ entity }) => stringifyEntityRef(entity))
      : mutation.removed.map(each =>
          'entityRef' in each
            ? each.entityRef
            : stringifyEntityRef(each.entity),
        );
  const named = new Set(refs);
  const leaves = (target: string) =>
    named.has(toLocationRef(target)) === (mutation.type === 'delta');
  return [...always].filter(leaves);
}
