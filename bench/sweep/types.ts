import type { StandInStats } from '../../dev/standin/server/ServerStats';

/**
 * The module that is measured: this one, or the one of Backstage itself.
 *
 * @internal
 */
export type ModuleName = 'ours' | 'upstream';

/**
 * What the process of one sweep is told.
 *
 * @internal
 */
export interface SweepSettings {
  module: ModuleName;
  restApi: string;
  token: string;
  /** Another server that is swept before, so that the code is compiled. */
  warmUpRestApi?: string;
  /** How often the heap is looked at; never when left out. */
  heapEveryMs?: number;
}

/**
 * What the heap holds at some time of a sweep, after a forced collection.
 *
 * @internal
 */
export interface HeapSample {
  atMs: number;
  usedMb: number;
}

/**
 * What the process of one sweep gives back.
 *
 * @internal
 */
export interface SweepResult {
  durationMs: number;
  /** Processor time of the process, for all its threads. */
  cpuMs: number;
  /** How the sweep failed, if it did. */
  error?: string;
  /** What the catalog was told; only a sweep without unknowns ends in `full`. */
  mutation?: 'full' | 'delta';
  /** Different entities the catalog was given. */
  entities: number;
  warnings: string[];
  heap: HeapSample[];
}

/**
 * One sweep as its own process and the stand-in saw it.
 *
 * @internal
 */
export interface Measurement extends SweepResult {
  module: ModuleName;
  repositories: number;
  stats: StandInStats;
}
