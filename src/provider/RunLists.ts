import { Repository, RepositoryName, RequestContext } from '../bitbucket';
import {
  AbsenceReason,
  AbsentOrUnknown,
  CredentialsCheck,
  isFilterReason,
  ListSizes,
  sweep,
  SweepObserver,
  UnlistedOptions,
} from '../discovery';
import { DueQueue, Lane } from './DueQueue';
import { isByContent } from './hasChanged';
import { LeftOut } from './LeftOut';
import { planRechecks, RecheckPlan, toUnmovedFiles } from './planRechecks';
import { RunHashes } from './RunHashes';
import { RunNotes } from './RunNotes';
import { RunOptions } from './RunOptions';
import { RunRepository } from './RunRepositories';

export interface RunListsOptions extends Omit<RunOptions, 'context'> {
  readonly hashes: RunHashes;
  readonly notes: RunNotes;
  readonly due: DueQueue;
}

/**
 * Reads the lists of a run, and decides what is due, and when: what is new, and
 * of what something was heard, at once; the rest when the lists are read, what
 * was looked at longest ago first.
 */
export class RunLists implements SweepObserver {
  readonly #options: RunListsOptions;
  readonly #leftOut: LeftOut;
  #areComplete = true;
  #sizes?: ListSizes;

  constructor(options: RunListsOptions) {
    this.#options = options;
    const { config, leftOut } = options.provider;
    this.#leftOut = new LeftOut({ ...config, leftOut });
  }

  get areComplete(): boolean {
    return this.#areComplete;
  }

  /** How large the lists are, once they could be read to their ends. */
  get sizes(): ListSizes | undefined {
    return this.#areComplete ? this.#sizes : undefined;
  }

  /** Whether a filter leaves a repository out, as the lists have shown. */
  leaveOut(repository: Repository): boolean {
    return this.#leftOut.has(repository);
  }

  /** Reads the lists to their ends, and then knows what else is due. */
  async read(options: {
    context: RequestContext & { readonly signal: AbortSignal };
    credentials: CredentialsCheck;
  }): Promise<void> {
    const { provider, repositories, run, due, lastSizes } = this.#options;
    const { config, host } = provider;
    this.#sizes = await sweep({
      ...options,
      lastSizes,
      config,
      api: host.api,
      known: repositories.toNames(),
      isKnown: repository => repositories.has(repository),
      concurrency: host.hostConfig.maxConcurrentRequests,
      observer: this,
    });
    run.clock.noteListed();
    const rest = [...repositories].filter(({ isQueued }) => !isQueued);
    // One that was renamed is on a list by its new name.
    rest
      .filter(({ isListed }) => !isListed)
      .forEach(unlisted => this.#enqueue(unlisted, 'heard'));
    const { moved, aged } = await this.#plan(
      rest.filter(({ isListed }) => isListed),
    );
    moved.forEach(repository => this.#enqueue(repository, 'heard'));
    aged.forEach(repository => this.#enqueue(repository, 'aged'));
    due.close();
  }

  /** Remembers what filters leave out. Never throws: no run fails for those who ask why. */
  async writeLeftOut(): Promise<void> {
    try {
      await this.#leftOut.write(this);
    } catch (error) {
      const { logger } = this.#options.run;
      logger.debug(
        `What filters leave out could not be remembered, and the next run does it: ${error}`,
      );
    }
  }

  async #plan(listed: readonly RunRepository[]): Promise<RecheckPlan> {
    const { provider, hashes } = this.#options;
    const reading = await hashes.read();
    const plan = planRechecks(listed, {
      ...this.#options,
      reading,
      recheckAfterMs: provider.config.recheckAfterMs,
      fingerprint: provider.reconciler.settler.fingerprint,
      hasParser: provider.mapper.hasParser,
      now: Date.now(),
    });
    await reading?.confirm(toUnmovedFiles(listed));
    return plan;
  }

  onProjectsListed(count: number): void {
    this.#options.startLine.onServerAnswers();
    this.#options.run.report.projectsListed += count;
  }

  onProject(
    projectKey: string,
    { leftOutBy }: { leftOutBy?: AbsenceReason },
  ): void {
    const { report, logger } = this.#options.run;
    report.noteProject(leftOutBy, { projectKey });
    if (leftOutBy) {
      logger.debug(`${projectKey}: left out by filters.${leftOutBy}`);
    }
  }

  async whileInProject(
    projectKey: string,
    work: () => Promise<void>,
  ): Promise<void> {
    await this.#options.run.telemetry.whileInProject(projectKey, work);
  }

  onProjectDone(): void {
    this.#options.run.report.projectsDone += 1;
  }

  async onListed(
    repository: Repository,
    { given }: { given?: AbsentOrUnknown },
  ): Promise<void> {
    const { repositories } = this.#options;
    if (given?.outcome === 'absent' && isFilterReason(given.reason)) {
      this.#leftOut.note(repository, given.reason);
    }
    if (given?.outcome === 'absent' && !repositories.has(repository)) {
      this.#options.notes.note(repository, given);
      return;
    }
    const listed = repositories.noteListed(repository);
    listed.given = given;
    listed.isLeftOut = isLeftOut(given);
    const lane = this.#toLane(listed);
    if (lane !== 'aged') {
      this.#enqueue(listed, lane);
    }
  }

  async onUnlisted(
    name: RepositoryName,
    { given, wasShown = false }: UnlistedOptions,
  ): Promise<void> {
    const known = this.#options.repositories.findKnown(name);
    if (!known || known.isListed) {
      return;
    }
    known.wasShown ||= wasShown;
    if (given?.outcome === 'absent' && given.movedTo) {
      // Only what answers there tells whether anything is gone.
      const { projectKey, repoSlug } = given.movedTo;
      known.identity = { key: known.identity.key, projectKey, repoSlug };
    } else {
      known.given = given;
      known.isLeftOut = isLeftOut(given);
    }
  }

  onIncompleteList(cause: Error, options: { projectKey?: string }): void {
    this.#options.run.report.noteIncompleteList(cause, options);
    this.#options.run.telemetry.noteIncompleteList(cause, options);
    this.#areComplete = false;
  }

  #toLane({ row, identity, given, takesOver }: RunRepository): Lane {
    if (!row) {
      return 'new';
    }
    const isHeardOf =
      row.due !== undefined ||
      row.answer === undefined ||
      // The list shows it, and no filter leaves it out any more.
      !isByContent(row.answer) ||
      given !== undefined ||
      takesOver ||
      row.projectKey !== identity.projectKey ||
      row.repoSlug !== identity.repoSlug;
    const { mapper, config } = this.#options.provider;
    // A parser may make something else of the same file at any time.
    const isParsed =
      mapper.hasParser &&
      config.recheckAfterMs === undefined &&
      row.answer?.outcome === 'present';
    return isHeardOf || isParsed ? 'heard' : 'aged';
  }

  #enqueue(repository: RunRepository, lane: Lane): void {
    if (!repository.isQueued) {
      repository.isQueued = true;
      this.#options.due.add(repository, lane);
    }
  }
}

/** A project that is gone settles its repositories as well. */
function isLeftOut(given: AbsentOrUnknown | undefined): boolean {
  return given?.outcome === 'absent' && isFilterReason(given.reason);
}
