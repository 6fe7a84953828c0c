import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Repository, RequestContext, untilAborted } from '../bitbucket';
import { CredentialsCheck } from '../discovery';
import { RememberedEntity } from '../memory';
import { LookedBefore } from '../reconcile';
import { DueQueue } from './DueQueue';
import { LookBatch } from './LookBatch';
import { LookQueue } from './LookQueue';
import { LostNames } from './LostNames';
import { RunHashes } from './RunHashes';
import { RunLists } from './RunLists';
import { RunNotes } from './RunNotes';
import { RunOptions } from './RunOptions';
import { RunRepository } from './RunRepositories';
import { TimedLooks } from './TimedLooks';

/**
 * The lists and looks of a run: looks at what is due as long as there is time,
 * also while the lists are still being read, and tells what is found as it is
 * found.
 */
export class Run {
  readonly lists: RunLists;
  readonly notes: RunNotes;
  readonly #options: RunOptions;
  readonly #context: RequestContext & { readonly signal: AbortSignal };
  readonly #credentials: CredentialsCheck;
  readonly #asker = randomUUID();
  readonly #due = new DueQueue();
  readonly #hashes: RunHashes;
  readonly #lost: LostNames;
  readonly #looks: TimedLooks;
  readonly #queue: LookQueue;
  readonly #batch: LookBatch;
  readonly #failure = new AbortController();
  /** Overtaken by others, or come to light late. */
  readonly #again: RunRepository[] = [];

  constructor(options: RunOptions) {
    const { provider, run, context } = options;
    const { config, host, reconciler } = provider;
    const onFailure = (error: unknown) => this.#failure.abort(error);
    this.#options = options;
    const signal = AbortSignal.any([context.signal, this.#failure.signal]);
    // Every request of a run listens; Node takes more than ten for a leak.
    setMaxListeners(0, signal);
    this.#context = { ...context, signal };
    this.#credentials = new CredentialsCheck({
      api: host.api,
      context: this.#context,
    });
    const hashes = new RunHashes({ ...options, context: this.#context });
    const notes = new RunNotes({ ...options, hashes });
    this.#hashes = hashes;
    this.notes = notes;
    this.lists = new RunLists({ ...options, hashes, notes, due: this.#due });
    this.#lost = new LostNames({ ...options, lists: this.lists });
    this.#looks = new TimedLooks({
      ...options,
      hashes,
      context: this.#context,
    });
    this.#queue = new LookQueue({
      ...{ provider, asker: this.#asker, onFailure },
      // Whoever makes room for a look is not what it is measured for.
      look: (repository, known) =>
        run.telemetry.whileActive(() => this.#lookAt(repository, known)),
    });
    this.#batch = new LookBatch({
      settler: reconciler.settler,
      asker: this.#asker,
      losses:
        config.rejectRemovalsAbovePercentage === undefined
          ? 'with gains'
          : 'later',
      onSettled: (looks, settled) => {
        this.#again.push(...notes.noteSettled(looks, settled));
      },
      onFailure,
    });
  }

  /**
   * Looks at what is due, as long as there is time. Throws where nothing that
   * the server says can be relied on, and when it is aborted; what was reached
   * until then is written, and told no more.
   */
  async look(): Promise<void> {
    const asking = { context: this.#context, credentials: this.#credentials };
    const looking = this.#lookAtDue();
    try {
      await Promise.all([
        this.lists.read(asking),
        // The catalog may take its time whatever the signal says.
        untilAborted(looking, this.#context),
      ]);
      this.#context.signal.throwIfAborted();
    } catch (error) {
      this.#failure.abort(error);
      this.#due.close();
      await Promise.allSettled([looking, this.#batch.writeOnly()]);
      throw error;
    }
  }

  async #lookAtDue(): Promise<void> {
    this.#looks.begin();
    try {
      for (;;) {
        const chunk = await this.#due.take(this.#queue.size);
        if (chunk.length === 0) {
          break;
        }
        // What is remembered with a look is from before it.
        await this.#hashes.read();
        await this.#lookAtAll(chunk);
      }
      await this.#queue.onIdle();
      await this.#settle();
      await this.#lookAgain();
    } finally {
      this.#looks.end();
      await this.#hashes.end();
    }
  }

  async #lookAgain(): Promise<void> {
    while (this.#again.length > 0 || this.#lost.areWaiting) {
      if (this.#again.length === 0) {
        await this.#addAll(this.#lost.settleWaiting());
      }
      await this.#lookAtAll(this.#again.splice(0));
      await this.#queue.onIdle();
      await this.#settle();
    }
  }

  async #lookAtAll(chunk: readonly RunRepository[]): Promise<void> {
    if (!this.#looks.areOver && chunk.length > 0) {
      await this.#queue.add(chunk);
    }
  }

  async #lookAt(
    repository: RunRepository,
    known: readonly RememberedEntity[],
  ): Promise<void> {
    const looked = this.#looks.areOver
      ? undefined
      : await this.#looks.look(repository, known);
    if (!looked) {
      return;
    }
    repository.shown = undefined;
    repository.looks += 1;
    if (!repository.given) {
      await this.#credentials.assertAfter(looked.answer);
    }
    looked.successors.forEach(successor => this.#noteUnseen(successor));
    if (!this.#lost.take(looked, repository)) {
      await this.#batch.add(looked);
    }
  }

  /** What no list has shown is looked at as well. */
  #noteUnseen(repository: Repository): void {
    const noted = this.#options.repositories.noteShown(repository);
    if (!noted.isQueued) {
      noted.isQueued = true;
      this.#again.push(noted);
    }
  }

  /** Settles all looks there are, once it is clear what has only moved. */
  async #settle(): Promise<void> {
    // The looks of an aborted run are written, and told no more.
    this.#context.signal.throwIfAborted();
    const { found, unseen, settled } = await this.#lost.search({
      context: this.#context,
      credentials: this.#credentials,
    });
    unseen.forEach(repository => this.#noteUnseen(repository));
    this.#again.push(...found);
    await this.#addAll(settled);
    await this.#batch.flush();
  }

  async #addAll(looks: readonly LookedBefore[]): Promise<void> {
    for (const looked of looks) {
      await this.#batch.add(looked);
    }
  }
}
