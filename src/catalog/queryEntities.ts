import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

const PAGE_SIZE = 1000;

/** What is needed to tell whose an entity is, and where it comes from. */
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.target',
];

const MAX_REFS = 500;
const FIELDS_BY_REF = [
  'kind',
  'metadata.name',
  'metadata.annotations',
  'status',
];

export interface CatalogAccess {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
}

type Filter = Record<string, string | symbol>;

/** Queries the catalog page by page; filters in a list are alternatives. */
export async function* queryEntities(
  { catalog, auth }: CatalogAccess,
  query: {
    filter: Filter | Filter[];
    fullTextFilter?: { term: string; fields: string[] };
  },
): AsyncGenerator<Entity> {
  const credentials = await auth.getOwnServiceCredentials();
  const page = { limit: PAGE_SIZE, fields: FIELDS };
  let cursor: string | undefined;
  do {
    const { items, pageInfo } = await catalog.queryEntities(
      cursor ? { ...page, cursor } : { ...page, ...query },
      { credentials },
    );
    yield* items;
    cursor = pageInfo.nextCursor;
  } while (cursor);
}

/** Reads the entities that the catalog shows; one never processed well is not among them. */
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
      { entityRefs: some, fields: FIELDS_BY_REF },
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

/**
 * Has the catalog process an entity anew, also one whose file it has never
 * read without an error, and which therefore has no key to be refreshed by.
 */
export async function refreshEntity(
  { catalog, auth }: CatalogAccess,
  entityRef: string,
): Promise<void> {
  const credentials = await auth.getOwnServiceCredentials();
  await catalog.refreshEntity(entityRef, { credentials });
}
