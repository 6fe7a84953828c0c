import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { toRemedy, toShownFailure } from '../fileErrors';
import { FailureReport } from './types';

/** A file holds a handful of entities; so many are told of for a few files. */
const MAX_ENTITIES = 500;
/** The catalog is asked by an address, of which a server takes 16 KB at most. */
const MAX_QUERY_LENGTH = 4_000;
const LOCATION_KEY = `metadata.annotations.${ANNOTATION_LOCATION}`;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'status',
];

export interface EntitiesOfFile {
  readonly entityRefs: string[];
  readonly failures: FailureReport[];
}

/**
 * Asks the catalog what it has made of files, by their targets, with the rights
 * of whoever asks.
 *
 * @remarks
 * What the catalog was never able to read it does not show, and it searches for
 * no address of more than 200 characters. One with a comma cannot be asked for:
 * that ends a value, and all that is asked for with it would not be found.
 */
export async function readEntitiesOfFiles(
  targets: readonly string[],
  options: {
    /** Undefined where it cannot be asked. */
    catalog?: Pick<CatalogService, 'queryEntities'>;
    credentials: BackstageCredentials;
  },
): Promise<Map<string, EntitiesOfFile>> {
  const { catalog, credentials } = options;
  const found = new Map<string, EntitiesOfFile>();
  if (!catalog) {
    return found;
  }
  for (const values of toQueries(targets)) {
    const { items } = await catalog.queryEntities(
      {
        filter: { [LOCATION_KEY]: values },
        fields: FIELDS,
        limit: MAX_ENTITIES,
      },
      { credentials },
    );
    items.forEach(entity => note(entity, found));
  }
  return found;
}

function toQueries(targets: readonly string[]): string[][] {
  const queries: string[][] = [];
  let length = Infinity;
  const askable = targets.filter(target => !target.includes(','));
  for (const value of askable.map(target => `url:${target}`)) {
    const own = encodeURIComponent(`${LOCATION_KEY}=${value},`).length;
    length += own;
    if (length > MAX_QUERY_LENGTH) {
      queries.push([]);
      length = own;
    }
    queries.at(-1)?.push(value);
  }
  return queries;
}

function note(entity: Entity, found: Map<string, EntitiesOfFile>): void {
  const location = entity.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
  const target = location.slice('url:'.length);
  const ofFile = found.get(target) ?? { entityRefs: [], failures: [] };
  const entityRef = stringifyEntityRef(entity);
  const reason = toShownFailure(entity);
  ofFile.entityRefs.push(entityRef);
  if (reason !== undefined) {
    ofFile.failures.push(toFailureReport({ entityRef, reason }));
  }
  found.set(target, ofFile);
}

/** Adds how to mend it, where that is known. */
export function toFailureReport({
  entityRef,
  reason,
}: Omit<FailureReport, 'remedy'>): FailureReport {
  return { entityRef, reason, remedy: toRemedy(reason) ?? null };
}
