import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ANNOTATION_LOCATION, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { toRemedy, toShownFailure } from '../fileErrors';
import { FailureReport } from './types';

/** A file holds a handful of entities; so many are told of for all files. */
const MAX_ENTITIES = 500;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'status',
];

/**
 * What the catalog has made of a file.
 */
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
 * no address of more than 200 characters.
 */
export async function readEntitiesOfFiles(
  targets: readonly string[],
  options: {
    /** Undefined where it cannot be asked. */
    catalog?: CatalogService;
    credentials: BackstageCredentials;
  },
): Promise<Map<string, EntitiesOfFile>> {
  const { catalog, credentials } = options;
  const found = new Map<string, EntitiesOfFile>();
  if (!catalog || targets.length === 0) {
    return found;
  }
  const { items } = await catalog.queryEntities(
    {
      filter: {
        [`metadata.annotations.${ANNOTATION_LOCATION}`]: targets.map(
          target => `url:${target}`,
        ),
      },
      fields: FIELDS,
      limit: MAX_ENTITIES,
    },
    { credentials },
  );
  for (const entity of items) {
    const location = entity.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
    const target = location.slice('url:'.length);
    const ofFile = found.get(target) ?? { entityRefs: [], failures: [] };
    const entityRef = stringifyEntityRef(entity);
    const reason = toShownFailure(entity);
    ofFile.entityRefs.push(entityRef);
    if (reason !== undefined) {
      ofFile.failures.push({
        ...{ entityRef, reason },
        remedy: toRemedy(reason) ?? null,
      });
    }
    found.set(target, ofFile);
  }
  return found;
}
