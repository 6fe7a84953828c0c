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
