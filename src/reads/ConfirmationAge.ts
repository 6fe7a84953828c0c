import type { ReadsConfig } from '../config';
import { toFileKeys } from './fileKeys';
import type { KnownFiles } from './KnownFiles';
import type { FileTarget } from './types';

const MINUTE_MS = 60_000;
/** How many files there are is asked for no more often than this. */
const COUNTED_FOR_MS = 10_000;
/** Files that were confirmed together are not all due together again. */
const SPREAD = 0.25;

/** How old the last look at a file may be: the more files a host has, the older. */
export class ConfirmationAge {
  readonly #options: ConfirmationAgeOptions;
  #watched?: Promise<number>;
  #countedAt = -Infinity;
  #added = 0;

  constructor(options: ConfirmationAgeOptions) {
    this.#options = options;
  }

  /** Notes that a file was asked for that had not been known. */
  noteNew(): void {
    this.#added += 1;
  }

  async limitMs(file: FileTarget): Promise<number> {
    const { maxAgeMs, checksPerMinute } = this.#options.config;
    if (checksPerMinute === 0) {
      return maxAgeMs;
    }
    const watched = (await this.#count()) + this.#added;
    const ageMs = Math.min(maxAgeMs, (watched / checksPerMinute) * MINUTE_MS);
    return ageMs * (1 - SPREAD * toFraction(toFileKeys(file).targetKey));
  }

  async #count(): Promise<number> {
    const now = performance.now();
    if (!this.#watched || now - this.#countedAt > COUNTED_FOR_MS) {
      this.#countedAt = now;
      this.#added = 0;
      this.#watched = this.#options.known.countWatched(this.#options.host);
      // Whoever waits for it hears of a failure, and the next one asks again.
      this.#watched.catch(() => {
        this.#watched = undefined;
      });
    }
    return this.#watched;
  }
}

export interface ConfirmationAgeOptions {
  readonly host: string;
  readonly known: Pick<KnownFiles, 'countWatched'>;
  readonly config: Pick<ReadsConfig, 'maxAgeMs' | 'checksPerMinute'>;
}

/** From 0 to 1, the same for one key every time. */
function toFraction(key: string): number {
  return parseInt(key.slice(0, 8), 16) / 0xffffffff;
}
