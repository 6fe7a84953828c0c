import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { BitbucketServerApi } from '../bitbucket';
import { ProviderConfig } from '../config';
import { CatalogAccess, readEntitiesByRefs } from '../known';
import { describeEnded, describeFailing } from './describeFailing';
import { FailingChanges, FailingFiles } from './FailingFiles';
import { parseProcessingErrors } from './parseProcessingErrors';
import { toOwnFile } from './toOwnFile';
import { PROCESSING_ERRORS_TOPIC } from './topics';

/** What fails within this time of the first is looked into together. */
const MOMENT_MS = 1_000;
/** The catalog is asked no more often than this. */
const ROUND_MS = 30_000;

/**
 * Tells of the files of one provider that the catalog cannot read or process:
 * once when one begins to fail, and once when it is well again.
 *
 * @remarks
 * The catalog publishes every failure, round after round, and nothing when
 * all is well. So as long as something fails it is asked for that alone, in
 * one call and every half minute at most; while nothing fails, nothing is.
 * What it shows without an error is well again. What was never processed
 * without an error it does not show; that is forgotten after hours in which
 * it did not fail. Memory is that of one process.
 *
 * @internal
 */
export class ProcessingErrors {
  readonly #options: ProcessingErrorsOptions;
  readonly #files = new FailingFiles();
  #nextLookAt = 0;
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  constructor(options: ProcessingErrorsOptions) {
    this.#options = options;
  }

  /** How many files, and entities in them, are known to fail. */
  get failing(): number {
    return this.#files.size;
  }

  /** Without access to the catalog nothing can be told for certain. */
  async subscribe(events: EventsService): Promise<void> {
    const { providerName, catalog, auth } = this.#options;
    if (!catalog || !auth) {
      return;
    }
    await events.subscribe({
      id: `${providerName}:errors`,
      topics: [PROCESSING_ERRORS_TOPIC],
      onEvent: async ({ eventPayload }) => {
        this.#hear(eventPayload);
        this.#lookLater({ catalog, auth });
      },
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #hear(payload: unknown): void {
    const failure = parseProcessingErrors(payload);
    const file = failure && toOwnFile(failure.target, this.#options);
    if (file) {
      this.#files.hear({ ...failure, file }, { now: Date.now() });
    }
  }

  #lookLater(access: CatalogAccess): void {
    if (this.#timer || this.#isStopped || this.#files.isEmpty) {
      return;
    }
    const delayMs = Math.max(MOMENT_MS, this.#nextLookAt - Date.now());
    this.#timer = setTimeout(async () => {
      this.#nextLookAt = Date.now() + ROUND_MS;
      await this.#look(access);
      this.#timer = undefined;
      this.#lookLater(access);
    }, delayMs);
    // It keeps no process alive.
    this.#timer.unref();
  }

  /** Logs what has changed, and never throws. */
  async #look(access: CatalogAccess): Promise<void> {
    const { config, logger, providerName } = this.#options;
    const now = Date.now();
    try {
      const refs = this.#files.toRefs({ now });
      const shown = await readEntitiesByRefs(access, refs);
      if (!this.#isStopped) {
        this.#log(this.#files.settle({ refs, shown, now, providerName }));
      }
    } catch (error) {
      logger.debug(
        `${config.id}: the catalog could not be asked what fails in it, and is asked again soon: ${error}`,
      );
    }
  }

  #log({ begun, wellAgain, gone }: FailingChanges): void {
    const { config, logger } = this.#options;
    const { failing } = this;
    describeFailing(begun, { failing }).forEach(line =>
      logger.warn(`${config.id}: ${line}`),
    );
    [
      ...describeEnded(wellAgain, { how: 'well again', failing }),
      ...describeEnded(gone, { how: 'gone', failing }),
    ].forEach(line => logger.info(`${config.id}: ${line}`));
  }
}

/**
 * What {@link ProcessingErrors} works with.
 *
 * @internal
 */
export interface ProcessingErrorsOptions {
  readonly providerName: string;
  readonly config: ProviderConfig;
  readonly api: BitbucketServerApi;
  readonly catalog?: CatalogService;
  readonly auth?: AuthService;
  readonly logger: LoggerService;
}
