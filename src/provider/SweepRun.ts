import { LoggerService } from '@backstage/backend-plugin-api';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import pMap from 'p-map';
import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { HostConfig, ProviderConfig } from '../config';
import {
  AbsenceReason,
  LookObserver,
  RepositoryAnswer,
  sweepAndLook,
} from '../discovery';
import { CatalogFileMapper, ParserError } from '../entities';
import { answerForName, RecentChecks } from '../events';
import {
  describeCutFiles,
  describeSweep,
  describeUnknowns,
  SweepReport,
} from '../report';
import type { SweepTelemetry } from '../telemetry';
import { IncompleteSweepError } from './IncompleteSweepError';
import { KnownEntities } from './KnownEntities';
import { RemovalsRejectedError } from './RemovalsRejectedError';
import { OpeningLines } from './OpeningLines';
import { RunOpening } from './RunOpening';
import { MutationOptions, SweepOutcome } from './SweepOutcome';

const PROGRESS_MS = 10_000;
const CATCH_UP_ROUNDS = 2;

/**
 * What one run works with.
 *
 * @internal
 */
export interface SweepRunOptions {
  readonly config: ProviderConfig;
  readonly hostConfig: HostConfig;
  readonly api: BitbucketServerApi;
  readonly mapper: CatalogFileMapper;
  readonly connection: EntityProviderConnection;
  readonly locationKey: string;
  readonly known: KnownEntities;
  readonly report: SweepReport;
  /** How many requests the host takes at once. */
  readonly concurrency: number;
  readonly logger: LoggerService;
  readonly signal: AbortSignal;
  readonly checks: RecentChecks;
  readonly openings: OpeningLines;
  readonly sweepTelemetry: SweepTelemetry;
  /** What webhooks have looked at after this position is looked at again. */
  readonly checkedSince: number;
}

/**
 * What a run has led to.
 *
 * @internal
 */
export interface SweepResult {
  /** What the catalog holds of the provider now, as far as is known. */
  readonly known: ReadonlyMap<string, RepositoryName | undefined>;
  /** What the run has found. */
  readonly foundRefs: ReadonlySet<string>;
  /** Up to here, what webhooks have looked at is in the mutation. */
  readonly checkedUntil: number;
  /** Why the run failed all the same, after what is certain was applied. */
  readonly failure?: Error;
}

/**
 * One run of a provider: sweep, outcome, mutation, log.
 *
 * @internal
 */
export class SweepRun implements LookObserver {
  readonly #options: SweepRunOptions;
  readonly #outcome: SweepOutcome;
  /** On whose behalf all requests of the run are made. */
  readonly #context: RequestContext & { signal: AbortSignal };
  readonly #opening: RunOpening;

  constructor(options: SweepRunOptions) {
    this.#options = options;
    this.#context = {
      signal: options.signal,
      onBehalfOf: options.config.id,
      onRequest: () => {
        options.report.requests += 1;
      },
    };
    this.#outcome = new SweepOutcome(options);
    this.#opening = new RunOpening({ ...options, context: this.#context });
  }

  /**
   * Sweeps and tells the catalog what is certain. Throws, without a mutation,
   * where nothing is.
   */
  async run(): Promise<SweepResult> {
    const { api, config, known, concurrency, report, signal, logger } =
      this.#options;
    const progress = setInterval(
      () => logger.info(`${this.#describe()} so far`),
      PROGRESS_MS,
    );
    let checkedUntil: number;
    this.#opening.begin();
    try {
      await sweepAndLook({
        api,
        config,
        concurrency,
        known: known.toRepositoryNames(),
        observer: this,
        context: this.#context,
      });
      checkedUntil = await this.#catchUp();
    } finally {
      clearInterval(progress);
      await this.#opening.end();
    }
    signal.throwIfAborted();
    const result = { ...(await this.#apply()), checkedUntil };
    logger.info(this.#describe());
    describeUnknowns(report).forEach(line =>
      logger.warn(`${config.id}: ${line}`),
    );
    return result;
  }

  onProjectsListed(count: number): void {
    this.#opening.onServerAnswers();
    this.#options.report.projectsListed += count;
  }

  onProject(
    projectKey: string,
    { leftOutBy }: { leftOutBy?: AbsenceReason },
  ): void {
    const { report, logger } = this.#options;
    report.noteProject(leftOutBy, { projectKey });
    if (leftOutBy) {
      logger.debug(`${projectKey}: left out by filters.${leftOutBy}`);
    }
  }

  async whileInProject(
    projectKey: string,
    work: () => Promise<void>,
  ): Promise<void> {
    await this.#options.sweepTelemetry.whileInProject(projectKey, work);
  }

  onProjectDone(): void {
    this.#options.report.projectsDone += 1;
  }

  async onRepository(
    name: RepositoryName,
    answer: RepositoryAnswer,
  ): Promise<void> {
    const { config, report, logger, sweepTelemetry } = this.#options;
    const settled = await this.#settle(name, answer);
    report.noteRepository(name, settled);
    sweepTelemetry.noteRepository(name, settled);
    const cut = describeCutFiles(name, settled);
    if (cut) {
      logger.warn(`${config.id}: ${cut}`);
    }
    logger.debug(
      `${name.projectKey}/${name.repoSlug}: ${describeAnswer(settled)}`,
    );
  }

  onIncompleteList(cause: Error, options: { projectKey?: string }): void {
    this.#options.report.noteIncompleteList(cause, options);
    this.#options.sweepTelemetry.noteIncompleteList(cause, options);
    this.#outcome.noteIncompleteList(options);
  }

  /** Turns the answer to unknown where its files cannot be made entities. */
  async #settle(
    name: RepositoryName,
    answer: RepositoryAnswer,
  ): Promise<RepositoryAnswer> {
    if (answer.outcome === 'unknown') {
      this.#outcome.noteUnknown(name);
      return answer;
    }
    if (answer.outcome === 'absent') {
      const { movedTo } = answer;
      this.#outcome.settle(name, { entities: [], movedTo });
      return answer;
    }
    const { mapper } = this.#options;
    try {
      const entities = await Promise.all(
        answer.files.map(file => mapper.toEntities(file, this.#context)),
      );
      this.#outcome.settle(name, { entities: entities.flat() });
      return answer;
    } catch (error) {
      if (!(error instanceof ParserError)) {
        throw error;
      }
      this.#outcome.noteUnknown(name);
      return { outcome: 'unknown', cause: error };
    }
  }

  /**
   * Looks again at what webhooks have looked at since the run began: what was
   * swept is older. Gives the position up to which that was done. Under a
   * steady stream there is always more, so what a second round leaves is
   * unknown, and not touched by the mutation.
   */
  async #catchUp(): Promise<number> {
    const { api, config, checks, report, concurrency, signal } = this.#options;
    const lookAgain = async (name: RepositoryName) => {
      const answer = await answerForName(name, {
        api,
        config,
        context: this.#context,
      });
      this.#outcome.forget(name);
      const settled = await this.#settle(name, answer);
      if (settled.outcome === 'unknown') {
        report.noteRepository(name, settled);
      }
    };
    let since = await checks.since(this.#options.checkedSince);
    for (let round = 1; since.names.length > 0; round += 1) {
      if (round > CATCH_UP_ROUNDS) {
        for (const name of since.names) {
          this.#outcome.forget(name);
          this.#outcome.noteUnknown(name);
        }
        break;
      }
      await pMap(since.names, lookAgain, { concurrency, signal });
      since = await checks.since(since.position);
    }
    return since.position;
  }

  async #apply(): Promise<Omit<SweepResult, 'checkedUntil'>> {
    const { connection, report } = this.#options;
    const rejection = this.#findRejection();
    const how: MutationOptions = {
      removals: rejection ? 'none' : this.#toAllowedRemovals(),
    };
    report.isApplied = true;
    await connection.applyMutation(this.#outcome.toMutation(how));
    return {
      known: this.#outcome.toKnownAfterwards(how),
      foundRefs: this.#outcome.foundRefs,
      failure: rejection ?? this.#findIncompleteness(),
    };
  }

  #findRejection(): Error | undefined {
    const { config, known } = this.#options;
    const maxPercentage = config.rejectRemovalsAbovePercentage;
    const removals = this.#outcome
      .findRemovals()
      .filter(ref => known.isShown(ref)).length;
    return maxPercentage !== undefined &&
      removals > (known.shownSize * maxPercentage) / 100
      ? new RemovalsRejectedError({
          removals,
          known: known.shownSize,
          maxPercentage,
        })
      : undefined;
  }

  /** What a full mutation removes cannot be counted without the catalog. */
  #toAllowedRemovals(): MutationOptions['removals'] {
    const { config, known } = this.#options;
    return config.rejectRemovalsAbovePercentage !== undefined &&
      !known.isComplete
      ? 'known'
      : 'all';
  }

  #findIncompleteness(): Error | undefined {
    const [cause, ...others] = this.#options.report.failures;
    return (
      cause && new IncompleteSweepError({ cause, others: others.length })
    );
  }

  #describe(): string {
    const { config, report } = this.#options;
    return `${config.id}: ${describeSweep(report, { now: Date.now() })}`;
  }
}

function describeAnswer(answer: RepositoryAnswer): string {
  switch (answer.outcome) {
    case 'present':
      return answer.files.map(({ path }) => path).join(', ');
    case 'absent':
      return `none (${answer.reason})`;
    default:
      return `unknown: ${answer.cause.message}`;
  }
}
