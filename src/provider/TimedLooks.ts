import { setMaxListeners } from 'node:events';
import { RequestContext, untilAborted } from '../bitbucket';
import { RememberedEntity } from '../memory';
import { LookedBefore } from '../reconcile';
import { RunHashes } from './RunHashes';
import { RunOptions } from './RunOptions';
import { RunRepository } from './RunRepositories';

/** So much longer than the time that there is may a look take that has begun. */
const GRACE_MS = 500;

/** Looks at one repository of a run or another, as long as there is time. */
export class TimedLooks {
  readonly #options: TimedLooksOptions;
  readonly #timeOver = new AbortController();
  /** Ends when the time is over as well. */
  readonly #context: RequestContext & { readonly signal: AbortSignal };
  #timer?: NodeJS.Timeout;

  constructor(options: TimedLooksOptions) {
    const { context } = options;
    this.#options = options;
    const signal = AbortSignal.any([context.signal, this.#timeOver.signal]);
    // Every request of a run listens; Node takes more than ten for a leak.
    setMaxListeners(0, signal);
    this.#context = { ...context, signal };
  }

  begin(): void {
    const restMs = Math.max(0, this.#options.run.clock.leftMs);
    this.#timer = setTimeout(() => this.#timeOver.abort(), restMs + GRACE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  get areOver(): boolean {
    const { context, run } = this.#options;
    return context.signal.aborted || run.clock.leftMs <= 0;
  }

  /** Undefined where the time was over before there was an answer. */
  async look(
    repository: RunRepository,
    known: readonly RememberedEntity[],
  ): Promise<LookedBefore | undefined> {
    const { identity, given, shown, isListed, wasShown, row } = repository;
    const { provider, hashes } = this.#options;
    const { key, projectKey, repoSlug } = identity;
    try {
      const looking = provider.reconciler.lookAt(
        {
          key,
          projectKey,
          repoSlug,
          given,
          shown,
          wasShown,
          known,
          formerly: row,
          // A sweep judges those of what it lists, and of nothing else.
          labels: shown && isListed ? 'judged' : undefined,
        },
        { context: this.#context, reread: 'rewritten', before: row?.answer },
      );
      // A parser of the user's may go on for long whatever the signal says.
      const looked = await untilAborted(looking, this.#context);
      return given ? looked : { hash: hashes.hashOf(looked), ...looked };
    } catch (error) {
      this.#options.context.signal.throwIfAborted();
      if (this.#timeOver.signal.aborted) {
        return undefined;
      }
      throw error;
    }
  }
}

export interface TimedLooksOptions
  extends Pick<RunOptions, 'provider' | 'run' | 'context'> {
  readonly hashes: RunHashes;
}
