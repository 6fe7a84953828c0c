import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import { Repository, RequestContext, untilAborted } from '../bitbucket';
import { CredentialsCheck } from '../discovery';
import { RememberedEntity } from '../memory';
import { LookedBefore } from '../reconcile';
import { DueQueue } from './DueQueue';
import { LookBatch } from './LookBatch';
import { LostNames } from './LostNames';
import { RunHashes } from './RunHashes';
import { RunLists } from './RunLists';
import { RunNotes } from './RunNotes';
import { RunOptions } from './RunOptions';
import { RunRepository } from './RunRepositories';
import { toChunkSize } from './toChunkSize';

/** So many are bumped at first, and what they have is read, before they are looked at. */
const FIRST_CHUNK = 64;
/** So much longer than the time that there is may a look take that has begun. */
const GRACE_MS = 500;

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
  /** That of looks, which also end when the time is over. */
  readonly #lookContext: RequestContext & { readonly signal: AbortSignal };
  readonly #credentials: CredentialsCheck;
  readonly #asker = randomUUID();
  readonly #due = new DueQueue();
  readonly #hashes: RunHashes;
  readonly #lost: LostNames;
  readonly #looks: PQueue;
  readonly #batch: LookBatch;
  readonly #failure = new AbortController();
  /** Ends the looks that are under way once the time is over. */
  readonly #timeOver = new AbortController();
  /** Overtaken by others, or come to light late. */
  readonly #again: RunRepository[] = [];

  constructor(options: RunOptions) {
    const { provider, context } = options;
    const { config, host, reconciler } = provider;
    this.#options = options;
    const signal = AbortSignal.any([context.signal, this.#failure.signal]);
    const lookSignal = AbortSignal.any([signal, this.#timeOver.signal]);
    // Every request of a run listens; Node takes more than ten for a leak.
    setMaxListeners(0, signal, lookSignal);
    this.#context = { ...context, signal };
    this.#lookContext = { ...context, signal: lookSignal };
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
    this.#looks = new PQueue({
      concurrency: host.hostConfig.maxConcurrentRequests,
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
      onFailure: error => this.#failure.abort(error),
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
    const { run, provider } = this.#options;
    const { maxConcurrentRequests } = provider.host.hostConfig;
    const timer = setTimeout(
      () => this.#timeOver.abort(),
      Math.max(0, run.clock.leftMs) + GRACE_MS,
    );
    let size = FIRST_CHUNK;
    try {
      for (;;) {
        const chunk = await this.#due.take(size);
        if (chunk.length === 0) {
          break;
        }
        const startedAt = performance.now();
        // What is remembered with a look is from before it.
        await this.#hashes.read();
        await this.#lookAtAll(chunk);
        // The next ones are made ready before these run out.
        await this.#looks.onSizeLessThan(maxConcurrentRequests);
        // Of a chunk that is under way as a whole, nothing is known yet.
        if (chunk.length > maxConcurrentRequests) {
          const tookMs = performance.now() - startedAt;
          size = toChunkSize({ looked: chunk.length, tookMs });
        }
      }
      await this.#looks.onIdle();
      await this.#settle();
      await this.#lookAgain();
    } finally {
      clearTimeout(timer);
      await this.#hashes.end();
    }
  }

  async #lookAgain(): Promise<void> {
    while (this.#again.length > 0 || this.#lost.areWaiting) {
      if (this.#again.length === 0) {
        await this.#addAll(this.#lost.settleWaiting());
      }
      await this.#lookAtAll(this.#again.splice(0));
      await this.#looks.onIdle();
      await this.#settle();
    }
  }

  async #lookAtAll(chunk: readonly RunRepository[]): Promise<void> {
    if (this.#isOver || chunk.length === 0) {
      return;
    }
    const { provider, run } = this.#options;
    const { memory } = provider;
    const identities = chunk.map(({ identity }) => identity);
    await memory.adopt(
      chunk
        .filter(({ takesOver }) => takesOver)
        .map(({ identity }) => identity),
    );
    await memory.bump(identities, { asker: this.#asker });
    const known = await memory.readEntities(identities.map(({ key }) => key));
    for (const repository of chunk) {
      const { key } = repository.identity;
      this.#looks
        .add(() =>
          // Whoever makes room for a look is not what it is measured for.
          run.telemetry.whileActive(() =>
            this.#lookAt(repository, known.get(key) ?? []),
          ),
        )
        .catch(error => this.#failure.abort(error));
    }
  }

  async #lookAt(
    repository: RunRepository,
    known: readonly RememberedEntity[],
  ): Promise<void> {
    if (this.#isOver) {
      return;
    }
    const looked = await this.#findAnswer(repository, known);
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

  /** Undefined where the time was over before there was one. */
  async #findAnswer(
    repository: RunRepository,
    known: readonly RememberedEntity[],
  ): Promise<LookedBefore | undefined> {
    const { identity, given, shown, wasShown, row } = repository;
    const { reconciler } = this.#options.provider;
    try {
      const looking = reconciler.lookAt(
        {
          key: identity.key,
          projectKey: identity.projectKey,
          repoSlug: identity.repoSlug,
          given,
          shown,
          wasShown,
          known,
          formerly: row,
          labels: shown && 'judged',
        },
        {
          context: this.#lookContext,
          reread: 'rewritten',
          before: row?.answer,
        },
      );
      // A parser of the user's may go on for long whatever the signal says.
      const looked = await untilAborted(looking, this.#lookContext);
      return given ? looked : { hash: this.#hashes.hashOf(looked), ...looked };
    } catch (error) {
      this.#context.signal.throwIfAborted();
      if (this.#timeOver.signal.aborted) {
        return undefined;
      }
      throw error;
    }
  }

  /** Whether no look is begun any more. */
  get #isOver(): boolean {
    return this.#context.signal.aborted || this.#options.run.clock.leftMs <= 0;
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
