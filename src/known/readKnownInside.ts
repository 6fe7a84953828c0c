import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { RepositoryName } from '../bitbucket';
import { isSameRepository, RepositoryNames } from '../discovery';
import { DISCOVERED_BY_ANNOTATION } from '../entities';
import { CatalogAccess, queryEntities } from './queryEntities';
import { toRepositoryName } from './toRepositoryName';

/**
 * How the catalog is asked, and for whom.
 *
 * @internal
 */
export interface ReadKnownOptions extends CatalogAccess {
  readonly providerName: string;
}

/**
 * Reads what the catalog holds of a provider from one repository.
 *
 * @internal
 */
export async function readKnownInRepository(
  name: RepositoryName,
  options: ReadKnownOptions,
): Promise<Entity[]> {
  return readKnownInside({
    ...options,
    term: `/repos/${encodeURIComponent(name.repoSlug)}/browse`,
    includes: found => isSameRepository(found, name),
  });
}

/**
 * Names the repositories of one project of which the catalog holds something
 * of a provider.
 *
 * @internal
 */
export async function readKnownNames(
  projectKey: string,
  options: ReadKnownOptions,
): Promise<RepositoryName[]> {
  const key = projectKey.toLowerCase();
  const known = await readKnownInside({
    ...options,
    // A personal project is at /users/name or at /projects/~name.
    term: `${encodeURIComponent(projectKey.replace(/^~/, ''))}/repos/`,
    includes: found => found.projectKey.toLowerCase() === key,
  });
  const names = new RepositoryNames();
  for (const entity of known) {
    const name = toRepositoryName(entity);
    if (name) {
      const { projectKey: knownKey, repoSlug } = name;
      names.add({ projectKey: knownKey, repoSlug });
    }
  }
  return names.inProject(projectKey);
}

/**
 * The text search narrows it down in the catalog's database. It knows wild
 * cards and no letter case, so it finds too much, and the rest is done here.
 * It does not find a target of more than 200 characters; the next sweep does.
 */
async function readKnownInside(
  options: ReadKnownOptions & {
    term: string;
    includes: (found: RepositoryName) => boolean;
  },
): Promise<Entity[]> {
  const { providerName, term, includes } = options;
  const candidates = queryEntities(options, {
    filter: {
      [`metadata.annotations.${DISCOVERED_BY_ANNOTATION}`]: providerName,
    },
    fullTextFilter: {
      term,
      fields: ['spec.target', `metadata.annotations.${ANNOTATION_LOCATION}`],
    },
  });
  const known: Entity[] = [];
  for await (const entity of candidates) {
    const found = toRepositoryName(entity);
    const by = entity.metadata.annotations?.[DISCOVERED_BY_ANNOTATION];
    if (found && includes(found) && by === providerName) {
      known.push(entity);
    }
  }
  return known;
}
