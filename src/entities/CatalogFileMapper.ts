import { setMaxListeners } from 'node:events';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  entityEnvelopeSchemaValidator,
  stringifyEntityRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import {
  BitbucketServerClient,
  RequestContext,
  toRepositoryUrl,
  untilAborted,
} from '../bitbucket';
import { CatalogFile } from '../discovery';
import {
  DEFAULT_BRANCH_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
  toRepoUrlAnnotation,
} from './annotations';
import {
  BitbucketServerFileParser,
  BitbucketServerFileParserOptions,
} from './BitbucketServerFileParser';
import { OwnTime } from './OwnTime';
import { ParserError } from './ParserError';
import { toLocationSpec } from './toLocationSpec';
import { withinLimit } from './withinLimit';

/** So long a parser may take for a file, but for its waits for the server, */
const OWN_LIMIT_MS = 60_000;
/** no more than this share of the time of a run, */
const SHARE_OF_RUN = 0.25;
/** and with them, which is longer than a server that refuses has us wait. */
const PARSER_LIMIT_MS = 20 * 60_000;
/** No file that people write comes near these. */
const MAX_ENTITIES = 10_000;
const MAX_ENTITY_BYTES = 1024 * 1024;
const MAX_BYTES = 64 * MAX_ENTITY_BYTES;

/**
 * Maps catalog files to the entities that a provider emits for them. Sweep and
 * webhook share it, so that both emit the very same entity.
 */
export class CatalogFileMapper {
  readonly #options: CatalogFileMapperOptions;
  readonly #assertEnvelope = entityEnvelopeSchemaValidator();
  #hasWarned = false;

  constructor(options: CatalogFileMapperOptions) {
    this.#options = options;
  }

  get hasParser(): boolean {
    return this.#options.parser !== undefined;
  }

  /**
   * Throws a {@link ParserError} where the parser fails, does not end, or
   * yields what the catalog cannot be told.
   */
  async toEntities(
    file: CatalogFile,
    context: RequestContext = {},
  ): Promise<Entity[]> {
    const location = this.toLocation(file);
    const { parser, lookingMs = Infinity } = this.#options;
    if (!parser) {
      const entity = locationSpecToLocationEntity({ location });
      return [this.#annotate(entity, { file, location })];
    }
    const ownTime = new OwnTime({
      limitMs: Math.min(OWN_LIMIT_MS, lookingMs * SHARE_OF_RUN),
    });
    try {
      return await withinLimit(PARSER_LIMIT_MS, () =>
        untilAborted(
          this.#parse(file, { parser, location, context, ownTime }),
          ownTime,
        ),
      );
    } catch (cause) {
      throw new ParserError({ target: location.target, cause });
    } finally {
      ownTime.end();
    }
  }

  async #parse(
    file: CatalogFile,
    options: {
      parser: BitbucketServerFileParser;
      location: LocationSpec;
      context: RequestContext;
      ownTime: OwnTime;
    },
  ): Promise<Entity[]> {
    const { parser, location, context, ownTime } = options;
    const { createClient, logger, provider } = this.#options;
    const { onAsking, signal } = ownTime;
    const client = createClient({
      ...context,
      onAsking,
      signal: anyOf(signal, ...(context.signal ? [context.signal] : [])),
    });
    const given = { client, location, logger, provider, ...toView(file) };
    const entities: Entity[] = [];
    let bytes = 0;
    for await (const entity of parser(given)) {
      // It ends here, also where it would yield without end.
      signal.throwIfAborted();
      if (entities.length === MAX_ENTITIES) {
        throw new Error(`it yields more than ${MAX_ENTITIES} entities`);
      }
      // One malformed entity would let the catalog refuse the whole mutation.
      this.#assertEnvelope(entity);
      const annotated = this.#annotate(entity, { file, location });
      bytes += toBytes(annotated);
      if (bytes > MAX_BYTES) {
        throw new Error(`it yields more than ${MAX_BYTES} bytes`);
      }
      entities.push(annotated);
    }
    return entities;
  }

  /** The location under which the catalog reads a file. */
  toLocation(file: CatalogFile): LocationSpec {
    return toLocationSpec(file, { repositoryUrl: this.#toRepositoryUrl(file) });
  }

  #toRepositoryUrl({ repository }: CatalogFile): string {
    const { host, logger } = this.#options;
    const { url, isRewritten } = toRepositoryUrl(repository, this.#options);
    if (isRewritten && !this.#hasWarned) {
      this.#hasWarned = true;
      logger.warn(
        `Bitbucket links its repositories under another address, such as ${repository.selfUrl}, for which there is no integration; locations are emitted as ${url}. Set the server's base URL to ${host}, or add an integration for the other host`,
      );
    }
    return url;
  }

  #annotate(
    entity: Entity,
    { file, location }: { file: CatalogFile; location: LocationSpec },
  ): Entity {
    // An entity without these two fails in the catalog without a word.
    const locationRef = stringifyLocationRef(location);
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          [ANNOTATION_LOCATION]: locationRef,
          [ANNOTATION_ORIGIN_LOCATION]: locationRef,
          ...entity.metadata.annotations,
          ...toRepoUrlAnnotation(location.target),
          ...(file.defaultBranch !== undefined && {
            [DEFAULT_BRANCH_ANNOTATION]: file.defaultBranch,
          }),
          [DISCOVERED_BY_ANNOTATION]: this.#options.providerName,
        },
      },
    };
  }
}

export interface CatalogFileMapperOptions {
  readonly providerName: string;
  readonly host: string;
  readonly apiBaseUrl: string;
  readonly integrationHosts: readonly string[];
  /** Creates what a custom parser may ask the server with, on behalf of a run. */
  readonly createClient: (context: RequestContext) => BitbucketServerClient;
  readonly logger: LoggerService;
  /** One Location entity a file where it is left out. */
  readonly parser?: BitbucketServerFileParser;
  /** How long a run looks at repositories, where there are runs. */
  readonly lookingMs?: number;
  /** What a custom parser is told of whom it works for. */
  readonly provider: BitbucketServerFileParserOptions['provider'];
}

/** One entity that cannot be told would let the catalog refuse all others. */
function toBytes(entity: Entity): number {
  const bytes = Buffer.byteLength(JSON.stringify(entity));
  if (bytes > MAX_ENTITY_BYTES) {
    throw new Error(
      `${stringifyEntityRef(entity)} comes to ${bytes} bytes, and ${MAX_ENTITY_BYTES} are the most that an entity may have`,
    );
  }
  return bytes;
}

/** However many requests a parser makes at once, they are no leak. */
function anyOf(...signals: AbortSignal[]): AbortSignal {
  const signal = AbortSignal.any(signals);
  setMaxListeners(0, signal);
  return signal;
}

/** What a parser sees of a file: what stays as it is, whatever discovery does. */
function toView({ repository, path, ref, defaultBranch }: CatalogFile): Pick<
  BitbucketServerFileParserOptions,
  'repository' | 'file'
> {
  const { projectKey, repoSlug, archived } = repository;
  return {
    repository: { projectKey, repoSlug, archived, defaultBranch },
    file: { path, at: ref },
  };
}
