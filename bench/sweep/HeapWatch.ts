import type { HeapSample } from './types';

function toMegabytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10;
}

/**
 * Looks at the heap now and then, each time after a forced collection.
 */
export class HeapWatch {
  readonly samples: HeapSample[] = [];
  readonly #startedAt = performance.now();
  readonly #timer?: NodeJS.Timeout;

  constructor(options: { everyMs?: number }) {
    if (options.everyMs !== undefined) {
      if (!global.gc) {
        throw new Error('The heap is only watched under --expose-gc');
      }
      this.#timer = setInterval(() => this.look(), options.everyMs);
      this.look();
    }
  }

  /** Looks now, unless there is nothing to watch. */
  look(): void {
    if (this.#timer) {
      global.gc?.();
      this.samples.push({
        atMs: Math.round(performance.now() - this.#startedAt),
        usedMb: toMegabytes(process.memoryUsage().heapUsed),
      });
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
