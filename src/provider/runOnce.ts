import { toProviderName } from '../config';
import { ProviderState } from '../memory';
import { RefusedError } from '../reconcile';
import { AFTER_RUN, describeSweep, describeUnknowns } from '../report';
import {
  describeCoverage,
  describeHeldBack,
  describeLongLists,
} from './describeRunEnd';
import { endRun, RunEnding } from './endRun';
import { importKnown } from './importKnown';
import { RunUnderWay } from './RunOptions';
import { RunStartLine, StartLines } from './RunStartLine';
import { ProviderParts } from './ProviderParts';
import { Run } from './Run';
import { toEveryMs } from './RunClock';
import { RunRepositories } from './RunRepositories';
import { IncompleteSweepError } from './sweepErrors';
import { TargetRegistry } from './TargetRegistry';
import { toCoverage, toHeldAnswers, toRunEnd } from './toRunEnd';
import { tellUntold } from './tellUntold';

const PROGRESS_MS = 10_000;
/** After so long without a run, what is remembered to be absent may be back. */
const MEMORY_MS = 24 * 60 * 60_000;

export interface RunOnceOptions {
  readonly provider: ProviderParts;
  readonly run: RunUnderWay;
  readonly targets: TargetRegistry;
  readonly startLines: StartLines;
}

/**
 * One run from start to end: what is known, the lists and looks, what the
 * catalog is told at last, and the log. Notes in memory how it ended, and
 * throws where it failed.
 */
export async function runOnce(options: RunOnceOptions): Promise<void> {
  const { provider } = options;
  const { memory, reconciler } = provider;
  reconciler.settler.teller.assertConnected();
  const before = await memory.readState();
  const number = await memory.beginRun({ startedAt: Date.now() });
  try {
    await lookAndTell({ ...options, before, number });
  } catch (error) {
    await noteFailure(error as Error, { ...options, number });
    throw error;
  }
}

/** Never throws: why the run failed matters more than that it is not noted. */
async function noteFailure(
  { message: reason }: Error,
  { provider, run, number }: RunOnceOptions & { number: number },
): Promise<void> {
  const ending = run.signal.aborted ? 'stopped' : 'failed';
  try {
    const end = toRunEnd(run, { ending, reason });
    await provider.memory.endRun(number, end);
  } catch (error) {
    run.logger.debug(
      `${provider.config.id}: how the run ended could not be noted: ${error}`,
    );
  }
}

async function lookAndTell(
  options: RunOnceOptions & { before: ProviderState; number: number },
): Promise<void> {
  const { provider, run, before, number } = options;
  const { memory, reconciler } = provider;
  const trustsMemory = isRecent(before, { now: run.report.startedAt });
  const { repositories, looks, isKnownComplete } = await look({
    ...options,
    trustsMemory,
  });
  const { lists, notes } = looks;
  const isAnswered =
    lists.areComplete &&
    repositories.areAnswered({ ...reconciler.settler, trustsMemory });
  const ending = await endRun({
    ...{ provider, repositories, newlyTold: notes.newlyTold },
    ...{ isAnswered, isKnownComplete, trustsMemory },
    onTold: () => {
      run.report.isApplied = true;
    },
  });
  run.signal.throwIfAborted();
  if (lists.areComplete) {
    await memory.forget(repositories.findGone(ending));
  }
  logEnd(ending, { ...options, repositories });
  const now = Date.now();
  run.telemetry.noteHeld(toHeldAnswers(repositories, { now }));
  await memory.endRun(number, {
    ...toRunEnd(run, { ending: isAnswered ? 'complete' : 'incomplete' }),
    ...(isAnswered && { completeAt: now }),
    listSizes: lists.sizes,
  });
  await lists.writeLeftOut();
  throwIfFailed(ending, run);
}

/** What a run has seen, and what it was compared with. */
interface Seen {
  readonly repositories: RunRepositories;
  readonly looks: Run;
  /** Whether memory holds all that the catalog holds of the provider. */
  readonly isKnownComplete: boolean;
}

/** Finds out what is known, says what is done, and looks at what is due. */
async function look(
  options: RunOnceOptions & { before: ProviderState; trustsMemory: boolean },
): Promise<Seen> {
  const { provider, run, startLines, before, trustsMemory } = options;
  const { config, host, memory } = provider;
  const { logger, report, signal } = run;
  const context = {
    signal,
    onBehalfOf: config.id,
    onRequest: () => {
      report.requests += 1;
    },
  };
  const isKnownComplete =
    before.completeAt !== undefined || (await importKnown(provider, run));
  await tellUntold(provider, before);
  const repositories = await RunRepositories.load(memory);
  const startLine = new RunStartLine({
    ...{ ...host, config, context, logger, startLines },
  });
  const progress = setInterval(
    () => logger.info(`${describe(options)} so far`),
    PROGRESS_MS,
  );
  // Not before: a catalog that is just starting may take its time.
  startLine.begin();
  try {
    const looks = new Run({
      ...{ provider, repositories, run, context, startLine },
      ...{ trustsMemory, lastRunAt: before.lastRun?.startedAt },
      lastSizes: before.listSizes,
    });
    await looks.look();
    return { repositories, looks, isKnownComplete };
  } finally {
    clearInterval(progress);
    await startLine.end();
  }
}

/** Whether a run has ended so lately that what it has seen still counts. */
function isRecent(
  { lastRun }: ProviderState,
  { now }: { now: number },
): boolean {
  const { startedAt = 0, endedAt = 0 } = lastRun ?? {};
  const lastAt = Math.max(startedAt, endedAt);
  return now - lastAt < MEMORY_MS;
}

function logEnd(
  ending: RunEnding,
  options: RunOnceOptions & { repositories: RunRepositories },
): void {
  const { provider, run, repositories } = options;
  const { id, schedule } = provider.config;
  const { report, logger, clock } = run;
  const now = Date.now();
  for (const { change, cause } of ending.refusals) {
    report.noteRepository(change, {
      outcome: 'unknown',
      cause: new RefusedError({ identity: change, cause }),
    });
  }
  for (const { identity, row, result } of repositories) {
    if (!result && row?.answer) {
      report.noteRepository(identity, row.answer);
    }
  }
  logger.info(describe(options));
  const coverage = describeCoverage(toCoverage(repositories, { now }), {
    now,
    everyMs: toEveryMs(schedule),
  });
  if (coverage) {
    logger.info(`${id}: ${coverage}`);
  }
  [
    ...describeUnknowns(report, AFTER_RUN),
    ...describeHeldBack(ending),
    ...describeLongLists({ schedule, clock }),
  ].forEach(line => logger.warn(`${id}: ${line}`));
  warnAboutSharedTargets(ending, options);
}

function warnAboutSharedTargets(
  { entityRefs }: RunEnding,
  { provider, run, targets }: RunOnceOptions,
): void {
  const providerName = toProviderName(provider.config);
  for (const [other, shared] of targets.note(providerName, entityRefs)) {
    run.logger.warn(
      `${providerName} and ${other} emit ${shared.length} of the same entities, such as ${shared[0]}; the catalog keeps those of whichever came first. Narrow the filters of one of them`,
    );
  }
}

function throwIfFailed(
  { rejection }: RunEnding,
  { report }: RunUnderWay,
): void {
  const [cause, ...others] = report.failures;
  if (rejection) {
    throw rejection;
  }
  if (cause) {
    throw new IncompleteSweepError({ cause, others: others.length });
  }
}

function describe({ provider, run }: RunOnceOptions): string {
  const { elapsedMs } = run.clock;
  return `${provider.config.id}: ${describeSweep(run.report, { elapsedMs })}`;
}
