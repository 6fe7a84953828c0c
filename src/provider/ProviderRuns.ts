import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { endsWithin, untilAborted } from '../bitbucket';
import { toProviderName } from '../config';
import { SweepReport } from '../report';
import type { ProviderTelemetry } from '../telemetry';
import { describeCutOff, describeFailure } from './describeFailure';
import { ProviderParts } from './ProviderParts';
import { RunClock, toMs } from './RunClock';
import { runOnce } from './runOnce';
import { RunUnderWay } from './RunOptions';
import { StartLines } from './RunStartLine';
import { TargetRegistry } from './TargetRegistry';
import { toFailureKind } from './sweepErrors';

/** Timers of the scheduler and ours do not start at the very same moment. */
const ALMOST = 0.95;
/** So long a run that is aborted may take to write what it has reached. */
const WRITING_MS = 800;

/** The runs of one provider, one after the other: started, logged, stopped. */
export class ProviderRuns {
  readonly #provider: ProviderParts;
  readonly #telemetry: ProviderTelemetry;
  readonly #targets: TargetRegistry;
  readonly #startLines = new StartLines();
  readonly #shutdown = new AbortController();
  #latest: Promise<void> = Promise.resolve();

  constructor(options: {
    provider: ProviderParts;
    telemetry: ProviderTelemetry;
    targets: TargetRegistry;
  }) {
    this.#provider = options.provider;
    this.#telemetry = options.telemetry;
    this.#targets = options.targets;
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

  /** Begins a run at once where the last was stopped, as by a deployment. Never throws. */
  async resume(options: {
    /** Of the scheduled task. */
    id: string;
    scheduler?: SchedulerService;
  }): Promise<void> {
    const { config, memory, logger } = this.#provider;
    try {
      const { lastRun } = await memory.readState();
      if (lastRun?.ending === 'stopped') {
        await options.scheduler?.triggerTask(options.id);
      }
    } catch (error) {
      // Another replica may be at it already.
      logger.debug(`${config.id}: the next run begins when it is due: ${error}`);
    }
  }

  /** Ends the run under way, and waits for it, and a moment for the catalog. */
  async stop(): Promise<void> {
    this.#shutdown.abort(new Error('the backend is shutting down'));
    await this.#latest;
    const { teller } = this.#provider.reconciler.settler;
    await endsWithin(WRITING_MS, teller.whenIdle());
  }

  async #runAfter(
    before: Promise<void>,
    { logger, signal }: { logger: LoggerService; signal?: AbortSignal },
  ): Promise<void> {
    const { config } = this.#provider;
    const run: UnmeasuredRun = {
      logger,
      report: new SweepReport({ now: Date.now(), ...config }),
      clock: new RunClock(config),
      signal: AbortSignal.any([
        this.#shutdown.signal,
        ...(signal ? [signal] : []),
      ]),
    };
    try {
      await untilAborted(before, run);
      await this.#runAlone(run);
    } catch (error) {
      this.#logFailure(error as Error, run);
      throw error;
    }
  }

  /** Ends soon after an abort, whatever the run waits for. */
  async #runAlone(run: UnmeasuredRun): Promise<void> {
    const { signal } = run;
    await this.#telemetry.duringSweep(
      async telemetry => {
        const running = runOnce({
          provider: this.#provider,
          targets: this.#targets,
          startLines: this.#startLines,
          run: { ...run, telemetry },
        });
        try {
          await untilAborted(running, { signal });
        } catch (error) {
          await endsWithin(WRITING_MS, running).catch(() => {});
          throw error;
        }
      },
      {
        toFailureKind: error =>
          toFailureKind(error, { isStopping: this.#shutdown.signal.aborted }),
      },
    );
  }

  #logFailure(error: Error, run: UnmeasuredRun): void {
    const { logger, report, signal, clock } = run;
    const { config } = this.#provider;
    if (this.#shutdown.signal.aborted) {
      logger.info(
        `${config.id}: the run was stopped; the next one goes on from where it was`,
      );
      return;
    }
    const timeoutMs = toMs(config.schedule.timeout);
    const isCutOff = signal.aborted && clock.elapsedMs >= timeoutMs * ALMOST;
    const reason = isCutOff
      ? describeCutOff(report, { elapsedMs: clock.elapsedMs, timeoutMs })
      : describeFailure(error, report);
    logger.error(`${toProviderName(config)}: ${reason}`, error);
  }
}

/** A run before anything is measured of it. */
type UnmeasuredRun = Omit<RunUnderWay, 'telemetry'>;
