import { hash } from 'node:crypto';
import { RepositoryName } from '../bitbucket';
import { CatalogPath, CatalogSearch } from '../paths';
import { findCatalogFiles, FindOptions, FoundFiles } from './findCatalogFiles';

/**
 * Finds the catalog files of a repository that the configuration means there:
 * what goes by a name as it stands first, and what goes by the decoded name
 * where there is nothing under that.
 */
export async function findMeantFiles(
  repository: RepositoryName,
  options: FindOptions & { catalogPath: CatalogPath },
): Promise<FoundFiles> {
  const { api, context, ref, catalogPath } = options;
  const { search, toMeant, decoded } = catalogPath;
  const find = (each: CatalogSearch) =>
    findCatalogFiles(repository, { api, context, ref, search: each });
  const asWritten = await find(search);
  const paths = [...asWritten.contentIds.keys()];
  const found = [pick(toMeant(paths), { from: asWritten })];
  for (const { isNeedless, search: next } of decoded) {
    if (!isNeedless(paths)) {
      found.push(await find(next));
    }
  }
  return found.reduce(merge);
}

function pick(
  paths: readonly string[],
  { from }: { from: FoundFiles },
): FoundFiles {
  const { contentIds, revision, digest } = from;
  return {
    revision,
    digest,
    contentIds: new Map(paths.map(path => [path, contentIds.get(path)])),
  };
}

function merge(one: FoundFiles, other: FoundFiles): FoundFiles {
  return {
    contentIds: new Map([...one.contentIds, ...other.contentIds]),
    revision: one.revision ?? other.revision,
    digest:
      one.digest && other.digest
        ? hash('sha1', one.digest + other.digest, 'base64')
        : undefined,
  };
}
