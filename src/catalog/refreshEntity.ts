import { CatalogAccess } from './queryEntities';

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
