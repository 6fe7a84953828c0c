import { durationToMilliseconds } from '@backstage/types';
import { ProviderConfig } from '../config';

/** How much of the time until the next run is due goes into looks. */
const SHARE_OF_FREQUENCY = 0.98;
/** How much of the timeout does: a run that is cut off by it counts as failed. */
const SHARE_OF_TIMEOUT = 0.9;
/** The end of a run takes so long at least, */
const END_MS = 1_000;
/** but no more than this share of a very short time. */
const LARGEST_END = 0.1;

/** Until when a run looks, so that it ends before its timeout and before the next is due. */
export class RunClock {
  readonly #startedAt = performance.now();
  /** How long repositories may be looked at, from the start of the run. */
  readonly lookingMs: number;
  #listedMs = 0;

  constructor(options: { schedule: ProviderConfig['schedule'] }) {
    const { schedule } = options;
    const limits = [toMs(schedule.timeout) * SHARE_OF_TIMEOUT];
    const everyMs = toEveryMs(schedule);
    if (everyMs !== undefined) {
      limits.push(everyMs * SHARE_OF_FREQUENCY);
    }
    const limitMs = Math.min(...limits);
    this.lookingMs = limitMs - Math.min(END_MS, limitMs * LARGEST_END);
  }

  /** How long the lists took; 0 until they are read. */
  get listedMs(): number {
    return this.#listedMs;
  }

  noteListed(): void {
    this.#listedMs = this.elapsedMs;
  }

  get elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** How much longer repositories may be looked at; below zero once it is over. */
  get leftMs(): number {
    return this.lookingMs - this.elapsedMs;
  }
}

type Schedule = ProviderConfig['schedule'];
type Duration = Exclude<
  Schedule['frequency'],
  { cron: string } | { trigger: 'manual' }
>;

/** How long it is from run to run; undefined where a cron or a person decides. */
export function toEveryMs({ frequency }: Schedule): number | undefined {
  return 'cron' in frequency || 'trigger' in frequency
    ? undefined
    : toMs(frequency);
}

/** Both forms in which the scheduler takes a duration. */
export function toMs(duration: Duration): number {
  return 'toMillis' in duration
    ? duration.toMillis()
    : durationToMilliseconds(duration);
}
