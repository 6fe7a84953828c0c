import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { RepositoryName } from '../bitbucket';
import {
  DEFAULT_BRANCH_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
} from '../entities';
import {
  CatalogAccess,
  queryEntities,
  toRepositoryName,
  toTarget,
} from '../catalog';

/**
 * Reads from the catalog what it holds of a provider: references of entities,
 * and the repository of each, as far as that can be told.
 *
 * @remarks
 * Neither provider name nor location key stand anywhere in the catalog's API,
 * so our annotation is what finds them. A location of the same host that has
 * the upstream module's annotation and none of ours counts as well: it comes
 * from before the switch, and no sweep has seen its repository since. A
 * location whose file was never read is found by nobody.
 */
export async function readKnownEntities(
  options: CatalogAccess & { providerName: string; host: string },
): Promise<Map<string, RepositoryName | undefined>> {
  const filter: Record<string, string | symbol>[] = [
    {
      [`metadata.annotations.${DISCOVERED_BY_ANNOTATION}`]:
        options.providerName,
    },
    {
      kind: 'Location',
      [`metadata.annotations.${DEFAULT_BRANCH_ANNOTATION}`]:
        CATALOG_FILTER_EXISTS,
    },
  ];
  const known = new Map<string, RepositoryName | undefined>();
  for await (const entity of queryEntities(options, { filter })) {
    if (isOurs(entity, options) || isFromUpstream(entity, options)) {
      known.set(stringifyEntityRef(entity), toRepositoryName(entity));
    }
  }
  return known;
}

/** The catalog's filters know no letter case. */
function isOurs(
  entity: Entity,
  { providerName }: { providerName: string },
): boolean {
  return getAnnotation(entity, DISCOVERED_BY_ANNOTATION) === providerName;
}

function isFromUpstream(entity: Entity, { host }: { host: string }): boolean {
  const target = toTarget(entity);
  return (
    getAnnotation(entity, DISCOVERED_BY_ANNOTATION) === undefined &&
    toRepositoryName(entity) !== undefined &&
    new URL(target).host === host
  );
}

function getAnnotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name];
}
