import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { BitbucketServerApi } from '../bitbucket';
import { ProviderConfig } from '../config';
import { withinLimit } from '../entities';
import { CatalogAccess, readEntitiesByRefs } from '../catalog';
import type { ProviderTelemetry } from '../telemetry';
import { describeEnded, describeFailing, FailingFile } from './describeFailing';
import { FailingChanges, FailingFiles } from './FailingFiles';
import {
  parseProcessingErrors,
  PROCESSING_ERRORS_TOPIC,
} from './parseProcessingErrors';
import { toCause } from './toCause';
import { toOwnFile } from './toOwnFile';

/** What fails within this time of the first is looked into together. */
const MOMENT_MS = 1_000;
/** The catalog is asked no more often than this, */
const ROUND_MS = 30_000;
/** and this often at least while something fails. */
const MAX_ROUND_MS = 5 * 60_000;
/** A catalog that has not answered by then is asked again. */
const LOOK_LIMIT_MS = 2 * 60_000;

/**
 * Tells of the files of one provider that the catalog cannot read or process:
 * once when one begins to fail, and once when it is well again.
 *
 * @remarks
 * The catalog publishes every failure, round after round, and nothing when
 * all is well. So as long as something fails it is asked for that alone, in
 * calls of 500: half a minute after the last time when something is new, and
 * after ever longer, up to five minutes, while nothing changes. While nothing
 * fails, it is asked nothing.
 * What it shows without an error is well again. What was never processed
 * without an error it does not show; that is forgotten after hours in which
 * it did not fail. Memory is that of one process.
 */
export class ProcessingErrors {
  readonly #options: ProcessingErrorsOptions;
  readonly #files = new FailingFiles();
  #lookedAt = -Infinity;
  #roundMs = ROUND_MS;
  #dueAt = 0;
  #isLooking = false;
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  constructor(options: ProcessingErrorsOptions) {
    this.#options = options;
  }

  /** The files, and entities in them, that are known to fail. */
  get files(): readonly FailingFile[] {
    return this.#files.told;
  }

  /** How many files, and entities in them, are known to fail. */
  get failing(): number {
    return this.#files.size;
  }

  /** Whether an entity, or a file by its location, is known to fail. */
  isFailing(entityRef: string): boolean {
    return this.#files.has(entityRef);
  }

  /**
   * Listens from now on, and never throws: discovery does without. Without
   * access to the catalog nothing can be told for certain, and then nothing is
   * measured either.
   */
  async subscribe(events: EventsService): Promise<void> {
    const { providerName, config, catalog, auth } = this.#options;
    const { logger, telemetry } = this.#options;
    if (!catalog || !auth) {
      return;
    }
    try {
      await events.subscribe({
        id: `${providerName}:errors`,
        topics: [PROCESSING_ERRORS_TOPIC],
        onEvent: async ({ eventPayload }) => {
          this.#hear(eventPayload);
          this.#lookLater({ catalog, auth });
        },
      });
      telemetry.observeFailing(() => this.failing);
    } catch (error) {
      logger.warn(
        `${config.id}: no line tells of files that fail in the catalog, as the events service did not take the subscription to ${PROCESSING_ERRORS_TOPIC}: ${error}; discovery goes on, mend the events service and start the backend again`,
      );
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #hear(payload: unknown): void {
    const failure = parseProcessingErrors(payload);
    const file = failure && toOwnFile(failure.target, this.#options);
    if (!failure || !file) {
      return;
    }
    const readError = this.#options.findReadError?.(failure.target);
    const cause = toCause(failure, { readError });
    const now = performance.now();
    if (this.#files.hear({ ...failure, ...cause, file }, { now })) {
      this.#roundMs = ROUND_MS;
    }
  }

  #lookLater(access: CatalogAccess): void {
    if (this.#isLooking || this.#isStopped || this.#files.isEmpty) {
      return;
    }
    const now = performance.now();
    const dueAt = Math.max(now + MOMENT_MS, this.#lookedAt + this.#roundMs);
    if (this.#timer && this.#dueAt <= dueAt) {
      return;
    }
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(async () => {
      this.#timer = undefined;
      this.#isLooking = true;
      await this.#look(access);
      this.#isLooking = false;
      this.#lookLater(access);
    }, dueAt - now);
    // It keeps no process alive.
    this.#timer.unref();
  }

  /** Logs what has changed, and never throws. */
  async #look(access: CatalogAccess): Promise<void> {
    const { config, logger, providerName } = this.#options;
    const now = performance.now();
    this.#lookedAt = now;
    // What is heard while the catalog is asked sets it back again.
    this.#roundMs = Math.min(2 * this.#roundMs, MAX_ROUND_MS);
    try {
      const refs = this.#files.toRefs({ now });
      const shown = await withinLimit(LOOK_LIMIT_MS, async () =>
        readEntitiesByRefs(access, refs),
      );
      if (!this.#isStopped) {
        this.#tell(this.#files.settle({ refs, shown, now, providerName }));
      }
    } catch (error) {
      this.#roundMs = ROUND_MS;
      logger.debug(
        `${config.id}: the catalog could not be asked what fails in it, and is asked again soon: ${error}`,
      );
    }
  }

  #tell({ begun, recovered, gone }: FailingChanges): void {
    const { config, logger } = this.#options;
    if (begun.length + recovered.length + gone.length > 0) {
      this.#roundMs = ROUND_MS;
    }
    const { failing } = this;
    describeFailing(begun, { failing }).forEach(line =>
      logger.warn(`${config.id}: ${line}`),
    );
    [
      ...describeEnded(recovered, { how: 'well again', failing }),
      ...describeEnded(gone, { how: 'gone', failing }),
    ].forEach(line => logger.info(`${config.id}: ${line}`));
  }
}

export interface ProcessingErrorsOptions {
  readonly providerName: string;
  readonly config: ProviderConfig;
  readonly api: BitbucketServerApi;
  readonly catalog?: CatalogService;
  readonly auth?: AuthService;
  /** Why the last read of a file failed; left out where Backstage's own reader reads. */
  readonly findReadError?: (target: string) => unknown;
  readonly telemetry: ProviderTelemetry;
  readonly logger: LoggerService;
}
