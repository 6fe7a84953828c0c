import { stringifyEntityRef } from '@backstage/catalog-model';
import { isDeepStrictEqual } from 'node:util';
import type { CatalogHttpApi } from './CatalogHttpApi';
import { pollUntil } from './pollUntil';

/**
 * Waits until a catalog holds just these entities, its locations aside, and
 * fails with the difference where it never does.
 */
export async function expectEntityRefs(
  catalog: CatalogHttpApi,
  expected: readonly string[],
): Promise<void> {
  const wanted = [...expected].sort();
  let refs: string[] = [];
  await pollUntil('the catalog holds what it should', {
    ask: async () => {
      const entities = await catalog.listEntities();
      refs = entities
        .filter(({ kind }) => kind !== 'Location')
        .map(entity => stringifyEntityRef(entity))
        .sort();
      return isDeepStrictEqual(refs, wanted) ? true : undefined;
    },
  }).catch(() => {
    // The comparison says more than the deadline does.
  });
  expect(refs).toEqual(wanted);
}
