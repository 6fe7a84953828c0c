import { Entity } from '@backstage/catalog-model';
import { CatalogAccess } from './queryEntities';

const MAX_REFS = 500;

const FIELDS = ['kind', 'metadata.name', 'metadata.annotations', 'status'];

/**
 * Reads those entities that the catalog shows, by their references; an entity
 * that was never processed without an error is not among them.
 */
export async function readEntitiesByRefs(
  { catalog, auth }: CatalogAccess,
  refs: Iterable<string>,
): Promise<Map<string, Entity>> {
  const entityRefs = [...new Set(refs)];
  const credentials = await auth.getOwnServiceCredentials();
  const entities = new Map<string, Entity>();
  for (let start = 0; start < entityRefs.length; start += MAX_REFS) {
    const some = entityRefs.slice(start, start + MAX_REFS);
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: some, fields: FIELDS },
      { credentials },
    );
    items.forEach((entity, index) => {
      if (entity) {
        entities.set(some[index]!, entity);
      }
    });
  }
  return entities;
}
