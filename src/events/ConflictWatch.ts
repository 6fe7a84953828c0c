import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import { BitbucketServerApi, parseBrowseUrl } from '../bitbucket';
import { ProviderConfig, toProviderName } from '../config';
import { CatalogAccess, readEntitiesByRefs } from '../catalog';
import { RepositoryHint, Settler } from '../reconcile';

/** The catalog tells there that two files want one name. */
const CONFLICT_TOPIC = 'experimental.catalog.conflict';

/**
 * By then the catalog has cleaned up what a file yields no more, which it does
 * every half minute. The second time is for a file that goes a while later.
 */
const LOOKS_AFTER_MS = [40_000, 5 * 60_000];

const conflict = z.object({
  entityRef: z.string(),
  newLocationKey: z.string().startsWith('url:'),
  existingLocationKey: z.string().startsWith('url:'),
});

/**
 * Hears that a file of the provider yields an entity whose name another file
 * has, and sees to it that the entity comes when the other file is gone.
 */
export class ConflictWatch {
  readonly #options: ConflictWatchOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  #isStopped = false;

  constructor(options: ConflictWatchOptions) {
    this.#options = options;
  }

  /** Listens from now on, and never throws: discovery does without. */
  async subscribe(events: EventsService): Promise<void> {
    const { config, logger } = this.#options;
    try {
      await events.subscribe({
        id: `${toProviderName(config)}:conflicts`,
        topics: [CONFLICT_TOPIC],
        // The catalog publishes within a transaction: nothing may wait here.
        onEvent: async ({ eventPayload }) => this.#hear(eventPayload),
      });
    } catch (error) {
      logger.warn(
        `${config.id}: a component whose file moves may be missing until its Location changes, as the events service did not take the subscription to ${CONFLICT_TOPIC}: ${error}; mend the events service and start the backend again`,
      );
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  #hear(payload: unknown): void {
    const parsed = conflict.safeParse(payload);
    if (!parsed.success || this.#isStopped) {
      return;
    }
    const { entityRef, newLocationKey, existingLocationKey } = parsed.data;
    const loser = this.#toOwn(newLocationKey);
    const holder = this.#toOwn(existingLocationKey);
    if (!loser) {
      return;
    }
    const { settler, hint } = this.#options;
    if (holder) {
      settler.contested.note({ loser: loser.ref, holder: holder.ref });
      // The file that has the name may be gone already.
      hint(holder.repository);
    }
    LOOKS_AFTER_MS.forEach(delayMs =>
      this.#later(delayMs, () => this.#retellIfMissing(entityRef, loser.ref)),
    );
  }

  /** Tells the Location anew where the catalog has no such entity at all. */
  async #retellIfMissing(entityRef: string, loser: string): Promise<void> {
    const { catalog, settler, logger, config } = this.#options;
    if (!catalog) {
      return;
    }
    try {
      const found = await readEntitiesByRefs(catalog, [entityRef]);
      if (!found.has(entityRef)) {
        await settler.retell([loser]);
      }
    } catch (error) {
      logger.debug(
        `${config.id}: whether ${entityRef} is missing could not be found out: ${error}`,
      );
    }
  }

  #later(delayMs: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, delayMs);
    timer.unref();
    this.#timers.add(timer);
  }

  /** The Location and the repository of a file on this host. */
  #toOwn(
    locationKey: string,
  ): { ref: string; repository: RepositoryHint } | undefined {
    const target = locationKey.slice('url:'.length);
    const parsed = parseBrowseUrl(target);
    if (!parsed || !this.#options.api.isOwnHost(new URL(target).host)) {
      return undefined;
    }
    const { projectKey, repoSlug } = parsed;
    const location = { type: 'url', target };
    return {
      ref: stringifyEntityRef(locationSpecToLocationEntity({ location })),
      repository: { projectKey, repoSlug },
    };
  }
}

export interface ConflictWatchOptions {
  readonly config: ProviderConfig;
  readonly api: BitbucketServerApi;
  readonly settler: Settler;
  readonly hint: (repository: RepositoryHint) => void;
  /** Undefined where the catalog cannot be asked. */
  readonly catalog?: CatalogAccess;
  readonly logger: LoggerService;
}
