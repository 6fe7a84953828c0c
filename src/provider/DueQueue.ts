import { RunRepository } from './RunRepositories';

/**
 * Repositories that a run is to look at, in the order of how much they have
 * waited for it: new ones, then those of which something was heard, then those
 * looked at longest ago.
 */
export class DueQueue {
  readonly #lanes: Record<Lane, RunRepository[]> = {
    new: [],
    heard: [],
    aged: [],
  };
  #isClosed = false;
  #wakeUp: () => void = () => {};

  add(repository: RunRepository, lane: Lane): void {
    this.#lanes[lane].push(repository);
    this.#wakeUp();
  }

  /** Nothing more will come. */
  close(): void {
    this.#isClosed = true;
    this.#wakeUp();
  }

  /** The next ones, so many at most. Waits for the first; none once closed and empty. */
  async take(count: number): Promise<RunRepository[]> {
    for (;;) {
      const lane = LANES.map(name => this.#lanes[name]).find(
        ({ length }) => length > 0,
      );
      if (lane) {
        return lane.splice(0, count);
      }
      if (this.#isClosed) {
        return [];
      }
      await new Promise<void>(resolve => {
        this.#wakeUp = resolve;
      });
    }
  }
}

const LANES = ['new', 'heard', 'aged'] as const;

/** How urgent a repository is; within a lane it is first come, first served. */
export type Lane = (typeof LANES)[number];
