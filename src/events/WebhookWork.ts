import { RequestContext, endsWithin } from '../bitbucket';

/** A backend that stops waits no longer than this for what is under way. */
const DRAIN_MS = 5_000;

/**
 * What webhooks have set going: begun in the background, asked for ahead of
 * sweeps, and finished before a stop. In the background, since Bitbucket waits
 * for its answer until everybody has taken the event, and gives up on webhooks
 * that take long.
 */
export class WebhookWork {
  readonly #underWay = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  readonly #onBehalfOf?: string;
  #isStopped = false;

  constructor(options: { onBehalfOf?: string } = {}) {
    this.#onBehalfOf = options.onBehalfOf;
  }

  /** What requests to the server go with. */
  get context(): RequestContext & { signal: AbortSignal } {
    return {
      signal: this.#abort.signal,
      priority: 'urgent',
      onBehalfOf: this.#onBehalfOf,
    };
  }

  /** Begins at once, or not at all after a stop. The work may not throw. */
  begin(work: () => Promise<void>): void {
    if (this.#isStopped) {
      return;
    }
    const running = work().finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  /**
   * Begins nothing more, and resolves when all is done: what is under way,
   * and then what `drain` waits for. After five seconds the rest is aborted.
   */
  async stop(drain: () => Promise<void> = async () => {}): Promise<void> {
    this.#isStopped = true;
    const done = Promise.all(this.#underWay).then(drain);
    if (!(await endsWithin(DRAIN_MS, done))) {
      this.#abort.abort(new Error('the backend is shutting down'));
    }
  }
}
