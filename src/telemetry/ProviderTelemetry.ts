import {
  HeldAnswers,
  SweepTelemetry,
  TelemetryOptions,
} from './SweepTelemetry';

/**
 * How a sweep ended that threw.
 *
 * - `incomplete`: what is certain was applied, and there may be more
 * - `stopped`: the backend was shut down
 * - `failed`: anything else, its timeout included
 */
export type SweepFailureKind = 'incomplete' | 'stopped' | 'failed';

/** What became of a webhook event: a look is going to be taken, or why none is. */
export type WebhookOutcome =
  | 'accepted'
  | 'ignored'
  | 'aborted'
  | 'unsupported'
  | 'failed';

/** What became of the check of a repository after a webhook. */
export type CheckKind = 'settled' | 'unknown' | 'failed';

export class ProviderTelemetry {
  readonly #options: TelemetryOptions;
  #completedAt?: number;
  #held?: { readonly answers: HeldAnswers; readonly at: number };

  constructor(options: TelemetryOptions) {
    const { attributes, instruments } = options;
    this.#options = options;
    instruments.sweepAge.addCallback(age => {
      if (this.#completedAt !== undefined) {
        age.observe(toSecondsSince(this.#completedAt), attributes);
      }
    });
    instruments.answersAge.addCallback(age => {
      const { answers: { oldestMs } = {}, at = 0 } = this.#held ?? {};
      if (oldestMs !== undefined) {
        age.observe(oldestMs / 1000 + toSecondsSince(at), attributes);
      }
    });
    instruments.answersUnknown.addCallback(unknown => {
      if (this.#held) {
        unknown.observe(this.#held.answers.unknown, attributes);
      }
    });
  }

  /** Measures a sweep, and gives and throws what it does. */
  async duringSweep<T>(
    work: (sweep: SweepTelemetry) => Promise<T>,
    { toFailureKind }: { toFailureKind: (error: unknown) => SweepFailureKind },
  ): Promise<T> {
    const { instruments, attributes } = this.#options;
    const startedAt = performance.now();
    const sweep = new SweepTelemetry(this.#options);
    let result: SweepFailureKind | 'complete' = 'complete';
    try {
      const value = await sweep.whileActive(() => work(sweep));
      this.#completedAt = performance.now();
      return value;
    } catch (error) {
      result = toFailureKind(error);
      sweep.noteFailure(error as Error);
      throw error;
    } finally {
      sweep.end({ result });
      if (sweep.held) {
        this.#held = { answers: sweep.held, at: performance.now() };
      }
      const duration = toSecondsSince(startedAt);
      instruments.sweepDuration.record(duration, { ...attributes, result });
    }
  }

  /** Measures how much fails in the catalog, from now on. */
  observeFailing(count: () => number): void {
    const { instruments, attributes } = this.#options;
    instruments.failing.addCallback(failing =>
      failing.observe(count(), attributes),
    );
  }

  /** Measures how far the server's hashes are believed, from now on. */
  observeHashes(
    read: () => { points: number; isBelieved: boolean; isDistrusted: boolean },
  ): void {
    const { instruments, attributes } = this.#options;
    instruments.hashPoints.addCallback(points =>
      points.observe(read().points, attributes),
    );
    instruments.hashesBelieved.addCallback(believed =>
      believed.observe(read().isBelieved ? 1 : 0, attributes),
    );
    instruments.hashesDistrusted.addCallback(distrusted =>
      distrusted.observe(read().isDistrusted ? 1 : 0, attributes),
    );
  }

  countWebhookEvent(outcome: WebhookOutcome): void {
    const { instruments, attributes } = this.#options;
    instruments.webhookEvents.add(1, { ...attributes, outcome });
  }

  countWebhookCheck(outcome: CheckKind): void {
    const { instruments, attributes } = this.#options;
    instruments.webhookChecks.add(1, { ...attributes, outcome });
  }
}

function toSecondsSince(time: number): number {
  return (performance.now() - time) / 1000;
}
