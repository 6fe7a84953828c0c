import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  Entity,
  stringifyEntityRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import {
  ForwardedError,
  InputError,
  isError,
  ResponseError,
} from '@backstage/errors';
import { AnalyzeLocationExistingEntity } from '@backstage/plugin-catalog-common';
import {
  CatalogService,
  locationSpecToLocationEntity,
} from '@backstage/plugin-catalog-node';
import pMap from 'p-map';

/** Each takes a connection of the catalog to itself. */
const CONCURRENCY = 4;
/** So many broken files are named in one error. */
const MAX_NAMED = 5;
const BAD_REQUEST = 400;

interface ReadOptions {
  readonly catalogApi: CatalogService;
  readonly auth: AuthService;
  readonly signal: AbortSignal;
}

interface AskOptions {
  readonly catalogApi: CatalogService;
  readonly credentials: BackstageCredentials;
}

type FileAnswer =
  | { readonly existing: readonly AnalyzeLocationExistingEntity[] }
  | { readonly problem: string };

/**
 * Reads what the files of some locations hold, as the catalog would take it
 * in, and whether it has them already.
 *
 * @remarks
 * A file that the catalog cannot take in is an error that names it, since the
 * answer has no place for it beside the others. The catalog takes no signal, so
 * what it was asked before the abort goes on there, and nobody waits for it.
 */
export async function readExistingEntities(
  targets: readonly string[],
  { catalogApi, auth, signal }: ReadOptions,
): Promise<AnalyzeLocationExistingEntity[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const files = await pMap(
    targets,
    target => readFile(target, { catalogApi, credentials }),
    { concurrency: CONCURRENCY, signal },
  );
  const problems = files.flatMap(file =>
    'problem' in file ? [file.problem] : [],
  );
  if (problems.length > 0) {
    const rest = problems.length - MAX_NAMED;
    throw new InputError(
      `${problems.slice(0, MAX_NAMED).join('; ')}${
        rest > 0 ? `; and ${rest} more` : ''
      }. Mend what is wrong, or give the address of another file or directory`,
    );
  }
  return files.flatMap(file => ('existing' in file ? file.existing : []));
}

async function readFile(
  target: string,
  options: AskOptions,
): Promise<FileAnswer> {
  const { catalogApi, credentials } = options;
  const location = { type: 'url', target };
  try {
    const { entities, exists } = await catalogApi.addLocation(
      { ...location, dryRun: true },
      { credentials },
    );
    const isRegistered =
      exists === true || (await isKnown(target, { ...options, entities }));
    return {
      existing: withoutOwnLocation(entities, { target }).map(entity => ({
        location,
        isRegistered,
        entity,
      })),
    };
  } catch (error) {
    if (isRefusal(error)) {
      return {
        problem: `The catalog cannot take in ${target}: ${error.cause.message}`,
      };
    }
    throw new ForwardedError(
      `The catalog could not be asked about ${target}`,
      error,
    );
  }
}

/**
 * Whether the catalog reads a file already. The dry run knows of locations
 * that people have registered, and of none that a provider emits; but the
 * Location that such a one has is among its entities.
 */
async function isKnown(
  target: string,
  options: AskOptions & { entities: readonly Entity[] },
): Promise<boolean> {
  const { catalogApi, credentials, entities } = options;
  const entityRefs = entities.map(entity => stringifyEntityRef(entity));
  const locationRef = stringifyLocationRef({ type: 'url', target });
  const { items } = await catalogApi.getEntitiesByRefs(
    { entityRefs, fields: ['metadata.annotations'] },
    { credentials },
  );
  return items.some(
    item => item?.metadata.annotations?.[ANNOTATION_LOCATION] === locationRef,
  );
}

/** The Location of the file itself counts only where the file is empty. */
function withoutOwnLocation(
  entities: readonly Entity[],
  { target }: { target: string },
): readonly Entity[] {
  const location = locationSpecToLocationEntity({
    location: { type: 'url', target },
  });
  const own = stringifyEntityRef(location);
  const others = entities.filter(entity => stringifyEntityRef(entity) !== own);
  return others.length > 0 ? others : entities;
}

/** With 400 the catalog says what is wrong with a file. */
function isRefusal(error: unknown): error is ResponseError {
  return (
    isError(error) &&
    error.name === 'ResponseError' &&
    error.statusCode === BAD_REQUEST
  );
}
