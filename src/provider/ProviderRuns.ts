import { LoggerService } from '@backstage/backend-plugin-api';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { durationToMilliseconds } from '@backstage/types';
import { RepositoryName } from '../bitbucket';
import { ProviderConfig } from '../config';
import { SweepReport } from '../report';
import type { SweepTelemetry } from '../telemetry';
import type { ProviderParts } from './createProviderParts';
import { describeCutOff } from './describeCutOff';
import { describeFailure } from './describeFailure';
import { loadKnownEntities } from './loadKnownEntities';
import { SweepRun } from './SweepRun';
import { toFailureKind } from './toFailureKind';
import { untilAborted } from './untilAborted';

/**
 * What the runs of a provider work with.
 *
 * @internal
 */
export interface ProviderRunsParts extends ProviderParts {
  /** Looks at one repository, as after a webhook. */
  readonly check: (name: RepositoryName) => Promise<void>;
}

/**
 * The runs of one provider, one after the other: started, logged, stopped.
 *
 * @internal
 */
export class ProviderRuns {
  readonly #parts: ProviderRunsParts;
  readonly #shutdown = new AbortController();
  #connection?: EntityProviderConnection;
  #isSweeping = false;
  #latest: Promise<void> = Promise.resolve();
  /** What the catalog was last told; it may have moved on since. */
  #remembered: ReadonlyMap<string, RepositoryName | undefined> = new Map();

  constructor(parts: ProviderRunsParts) {
    this.#parts = parts;
  }

  get connection(): EntityProviderConnection | undefined {
    return this.#connection;
  }

  get isSweeping(): boolean {
    return this.#isSweeping;
  }

  connect(connection: EntityProviderConnection): void {
    this.#connection = connection;
  }

  /** Runs once, after the run that is under way. Logs and throws a failure. */
  async run(options: {
    logger: LoggerService;
    signal?: AbortSignal;
  }): Promise<void> {
    const before = this.#latest;
    const run = this.#runAfter(before, options);
    this.#latest = before.then(() => run).catch(() => {});
    return run;
  }

  /** Ends the run that is under way, and waits for its end. */
  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('the backend is shutting down'));
    await this.#latest;
  }

  async #runAfter(
    before: Promise<void>,
    options: { logger: LoggerService; signal?: AbortSignal },
  ): Promise<void> {
    const { logger, signal } = options;
    const { filters } = this.#parts.config;
    const report = new SweepReport({ now: Date.now(), filters });
    const run = new AbortController();
    const end = () => run.abort(signal?.reason ?? this.#shutdown.signal.reason);
    const ends = [this.#shutdown.signal, ...(signal ? [signal] : [])];
    ends.forEach(each => each.addEventListener('abort', end, { once: true }));
    if (ends.some(each => each.aborted)) {
      end();
    }
    try {
      await untilAborted(before, run);
      await this.#runAlone({ logger, report, signal: run.signal });
    } catch (error) {
      this.#logFailure(error as Error, { logger, report, signal: run.signal });
      throw error;
    } finally {
      ends.forEach(each => each.removeEventListener('abort', end));
    }
  }

  async #runAlone(options: RunOptions): Promise<void> {
    this.#isSweeping = true;
    try {
      await this.#parts.telemetry.duringSweep(
        sweepTelemetry => this.#sweep({ ...options, sweepTelemetry }),
        {
          toFailureKind: error =>
            toFailureKind(error, { isStopping: this.#shutdown.signal.aborted }),
        },
      );
    } finally {
      this.#isSweeping = false;
    }
  }

  async #sweep(
    options: RunOptions & { sweepTelemetry: SweepTelemetry },
  ): Promise<void> {
    const { signal, logger } = options;
    const { config, providerName, hostConfig } = this.#parts;
    const connection = this.#connection;
    if (!connection) {
      throw new Error(`${providerName} is not connected to a catalog`);
    }
    const { checks, check } = this.#parts;
    const startedAt = await checks.position();
    const known = await loadKnownEntities({
      ...this.#parts,
      logger,
      signal,
      remembered: this.#remembered,
    });
    const result = await new SweepRun({
      ...this.#parts,
      ...options,
      known,
      connection,
      locationKey: providerName,
      concurrency: hostConfig.maxConcurrentRequests,
      checkedSince: startedAt,
    }).run();
    this.#remembered = result.known;
    // A webhook may have been faster than the mutation: it has the last word.
    const meanwhile = await checks.since(result.checkedUntil);
    for (const name of meanwhile.names) {
      await untilAborted(check(name), { signal });
    }
    this.#warnAboutSharedTargets(result.foundRefs, { logger });
    if (result.failure) {
      throw result.failure;
    }
    logger.debug(`${config.id}: the run is complete`);
  }

  #warnAboutSharedTargets(
    refs: ReadonlySet<string>,
    { logger }: { logger: LoggerService },
  ): void {
    const { targets, providerName } = this.#parts;
    for (const [other, shared] of targets.note(providerName, refs)) {
      logger.warn(
        `${providerName} and ${other} emit ${shared.length} of the same entities, such as ${shared[0]}; the catalog keeps those of whichever came first. Narrow the filters of one of them`,
      );
    }
  }

  #logFailure(error: Error, options: RunOptions): void {
    const { logger, report, signal } = options;
    const { config, providerName } = this.#parts;
    if (this.#shutdown.signal.aborted) {
      logger.info(
        `${config.id}: the run was stopped${
          report.isApplied ? '' : ', and nothing was changed'
        }`,
      );
      return;
    }
    const timeoutMs = toTimeoutMs(config);
    const now = Date.now();
    const isCutOff =
      signal.aborted && now - report.startedAt >= timeoutMs * ALMOST;
    logger.error(
      isCutOff
        ? `${providerName}: ${describeCutOff(report, { now, timeoutMs })}`
        : `${providerName}: ${describeFailure(error)}`,
      error,
    );
  }
}

interface RunOptions {
  readonly logger: LoggerService;
  readonly report: SweepReport;
  readonly signal: AbortSignal;
}

/** Timers of the scheduler and ours do not start at the very same moment. */
const ALMOST = 0.95;

function toTimeoutMs({ schedule }: ProviderConfig): number {
  const { timeout } = schedule;
  return 'toMillis' in timeout
    ? timeout.toMillis()
    : durationToMilliseconds(timeout);
}
