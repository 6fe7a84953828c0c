import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { parseBrowseUrl, RepositoryName } from '../bitbucket';
import {
  DEFAULT_BRANCH_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
} from '../entities';

const PAGE_SIZE = 1000;

/**
 * Reads from the catalog what it holds of a provider.
 *
 * @remarks
 * Neither provider name nor location key stand anywhere in the catalog's API,
 * so our annotation is what finds them. A location of the same host that has
 * the upstream module's annotation and none of ours counts as well: it comes
 * from before the switch, and no sweep has seen its repository since. A
 * location whose file was never read is found by nobody.
 *
 * @internal
 */
export async function readKnownEntities(options: {
  catalog: CatalogService;
  auth: AuthService;
  providerName: string;
  host: string;
}): Promise<Map<string, RepositoryName | undefined>> {
  const known = new Map<string, RepositoryName | undefined>();
  for await (const entity of readEntities(options)) {
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
    URL.canParse(target) &&
    new URL(target).host === host
  );
}

/** All that may be known: the two filters are alternatives. */
async function* readEntities(options: {
  catalog: CatalogService;
  auth: AuthService;
  providerName: string;
}): AsyncGenerator<Entity> {
  const { catalog, auth, providerName } = options;
  const filter: Record<string, string | symbol>[] = [
    { [`metadata.annotations.${DISCOVERED_BY_ANNOTATION}`]: providerName },
    {
      kind: 'Location',
      [`metadata.annotations.${DEFAULT_BRANCH_ANNOTATION}`]:
        CATALOG_FILTER_EXISTS,
    },
  ];
  const credentials = await auth.getOwnServiceCredentials();
  let cursor: string | undefined;
  do {
    const { items, pageInfo } = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PAGE_SIZE, fields: FIELDS }
        : { filter, limit: PAGE_SIZE, fields: FIELDS },
      { credentials },
    );
    yield* items;
    cursor = pageInfo.nextCursor;
  } while (cursor);
}

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.target',
];

function toRepositoryName(entity: Entity): RepositoryName | undefined {
  const name = parseBrowseUrl(toTarget(entity));
  return name && isName(name.projectKey) && isName(name.repoSlug)
    ? name
    : undefined;
}

function isName(segment: string): boolean {
  return segment !== '.' && segment !== '..';
}

/** A Location names its file; what a parser made has it as an annotation. */
function toTarget(entity: Entity): string {
  if (entity.kind === 'Location' && typeof entity.spec?.target === 'string') {
    return entity.spec.target;
  }
  const location = getAnnotation(entity, ANNOTATION_LOCATION);
  try {
    return location ? parseLocationRef(location).target : '';
  } catch {
    return '';
  }
}

function getAnnotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name];
}
