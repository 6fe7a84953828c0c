import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogService,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { findFilterExcludingName, isSameRepository } from '../discovery';
import {
  CatalogFileMapper,
  DEFAULT_BRANCH_ANNOTATION,
  ParserError,
} from '../entities';
import { readKnownInRepository } from '../known';
import { answerForName } from './answerForName';
import type { RecentChecks } from './RecentChecks';

/** So often at most is a repository looked at while others overtake. */
const MAX_LOOKS = 3;

/**
 * What a check has led to.
 *
 * @internal
 */
export type CheckOutcome =
  | { readonly type: 'unknown'; readonly cause: Error }
  | {
      readonly type: 'settled';
      readonly added: number;
      readonly removed: number;
      readonly refreshed: number;
    };

/**
 * How one check reaches the catalog and the server.
 *
 * @internal
 */
export interface CheckOptions {
  readonly connection: EntityProviderConnection;
  readonly context: RequestContext;
}

/**
 * Looks at one repository now, and tells the catalog what has become of it.
 *
 * @remarks
 * Filters, discovery and mapping are those of the sweep. What is new is
 * added, what is gone is removed, and what is still there is read again.
 *
 * @internal
 */
export class RepositoryChecker {
  readonly #options: RepositoryCheckerOptions;

  constructor(options: RepositoryCheckerOptions) {
    this.#options = options;
  }

  async check(
    name: RepositoryName,
    options: CheckOptions,
  ): Promise<CheckOutcome> {
    const { checks } = this.#options;
    // Before anything is asked, so that a sweep cannot miss it.
    await checks.note(name);
    let position = await checks.position();
    for (let looks = 1; ; looks += 1) {
      const outcome = await this.#look(name, options);
      // Whoever has looked since may have told the catalog before: what was
      // told just now may be older. Whoever comes last looks again as well,
      // so this one need not go on for as long as others come.
      const since = await checks.since(position);
      const isOvertaken = since.names.some(other =>
        isSameRepository(other, name),
      );
      if (!isOvertaken || looks === MAX_LOOKS) {
        return outcome;
      }
      ({ position } = since);
    }
  }

  async #look(
    name: RepositoryName,
    options: CheckOptions,
  ): Promise<CheckOutcome> {
    const answer = await answerForName(name, { ...this.#options, ...options });
    if (answer.outcome === 'unknown') {
      return { type: 'unknown', cause: answer.cause };
    }
    const files = answer.outcome === 'present' ? answer.files : [];
    const { mapper } = this.#options;
    try {
      const found = await Promise.all(
        files.map(file => mapper.toEntities(file, options.context)),
      );
      return await this.#tell(found.flat(), { ...options, name });
    } catch (error) {
      if (error instanceof ParserError) {
        return { type: 'unknown', cause: error };
      }
      throw error;
    }
  }

  async #tell(
    found: readonly Entity[],
    options: CheckOptions & { name: RepositoryName },
  ): Promise<CheckOutcome> {
    const { name, connection, context } = options;
    const known = await this.#readKnown(name);
    const foundByRef = byRef(found);
    const added = [...foundByRef.keys()].filter(ref => !known.has(ref));
    const gone = [...known.keys()].filter(ref => !foundByRef.has(ref));
    const changed = [...foundByRef]
      .filter(([ref, entity]) => !isUnchanged(entity, known.get(ref)))
      .map(([, entity]) => entity);
    const neverRead = this.#guessRefs(name).filter(
      ref => !foundByRef.has(ref) && !known.has(ref),
    );
    const removed = [...gone, ...neverRead];
    context.signal?.throwIfAborted();
    if (changed.length > 0 || removed.length > 0) {
      await connection.applyMutation({
        type: 'delta',
        added: changed.map(entity => ({
          entity,
          locationKey: this.#options.providerName,
        })),
        removed: removed.map(entityRef => ({ entityRef })),
      });
    }
    const keys = found.filter(isLocation).map(toRefreshKey);
    if (keys.length > 0) {
      await connection.refresh({ keys });
    }
    await this.#refreshNeverRead(added);
    return {
      type: 'settled',
      added: added.length,
      removed: gone.length,
      refreshed: foundByRef.size - added.length,
    };
  }

  async #readKnown(name: RepositoryName): Promise<Map<string, Entity>> {
    const { catalog, auth, providerName } = this.#options;
    return catalog && auth
      ? byRef(
          await readKnownInRepository(name, { catalog, auth, providerName }),
        )
      : new Map();
  }

  /**
   * The locations that the repository has if their files were never read: the
   * catalog's API does not show those. Removing what is not there does
   * nothing.
   */
  #guessRefs(name: RepositoryName): string[] {
    const { catalogPath, filters, refs } = this.#options.config;
    if (findFilterExcludingName(filters, name)) {
      return [];
    }
    return refs.flatMap(({ query }) =>
      catalogPath.exactPaths.map(path =>
        this.#options.mapper.toLocationRef(name, { path, query }),
      ),
    );
  }

  /**
   * A location whose first read failed has no refresh key, and adding it
   * again does nothing, so it is named to the catalog itself.
   */
  async #refreshNeverRead(refs: readonly string[]): Promise<void> {
    const { catalog, auth, logger } = this.#options;
    if (!catalog || !auth) {
      return;
    }
    const credentials = await auth.getOwnServiceCredentials();
    for (const ref of refs) {
      try {
        await catalog.refreshEntity(ref, { credentials });
      } catch (error) {
        logger.debug(`${ref} could not be refreshed: ${error}`);
      }
    }
  }
}

/**
 * What a {@link RepositoryChecker} works with.
 *
 * @internal
 */
export interface RepositoryCheckerOptions {
  readonly providerName: string;
  readonly config: ProviderConfig;
  readonly api: BitbucketServerApi;
  readonly mapper: CatalogFileMapper;
  readonly checks: RecentChecks;
  readonly catalog?: CatalogService;
  readonly auth?: AuthService;
  readonly logger: LoggerService;
}

/** Of several with one name the first, as in a sweep. */
function byRef(entities: readonly Entity[]): Map<string, Entity> {
  return new Map(
    entities
      .map(entity => [stringifyEntityRef(entity), entity] as const)
      .reverse(),
  );
}

/** What a parser made may differ in anything; the catalog compares it. */
function isUnchanged(entity: Entity, known: Entity | undefined): boolean {
  const toBranch = ({ metadata }: Entity) =>
    metadata.annotations?.[DEFAULT_BRANCH_ANNOTATION];
  return (
    known !== undefined &&
    isLocation(entity) &&
    toBranch(entity) === toBranch(known)
  );
}

function isLocation(entity: Entity): boolean {
  return entity.kind === 'Location' && entity.spec?.type === 'url';
}

function toRefreshKey(entity: Entity): string {
  return `url:${entity.spec?.target}`;
}
