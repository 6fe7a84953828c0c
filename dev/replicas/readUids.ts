import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogHttpApi } from '../CatalogHttpApi';

/**
 * Gives the uid of each entity of a catalog, its locations aside. An entity
 * that was gone in between has another.
 */
export async function readUids(
  catalog: CatalogHttpApi,
): Promise<Record<string, string | undefined>> {
  const entities = await catalog.listEntities();
  return Object.fromEntries(
    entities
      .filter(({ kind }) => kind !== 'Location')
      .map(entity => [stringifyEntityRef(entity), entity.metadata.uid]),
  );
}
