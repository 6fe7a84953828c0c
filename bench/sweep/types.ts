import type { StandInStats } from '../../dev/standin/server/ServerStats';

/**
 * The module that is measured: this one, or the one of Backstage itself.
 */
export type ModuleName = 'ours' | 'upstream';

/**
 * What the process of one sweep is told.
 */
export interface SweepSettings {
  module: ModuleName;
  restApi: string;
  token: string;
  /** Another server that is swept before, so that the code is compiled. */
  warmUpRestApi?: string;
  /** How often the heap is looked at; never when left out. */
  heapEveryMs?: number;
  /** Whether it is measured what memory and database take of the processor. */
  isProfiled?: true;
  /** Where memory is kept, for the next process as well; in the process when left out. */
  databaseFile?: string;
  /** As in app-config; that of the module when left out. */
  schedule?: { frequency: string; timeout: string };
  /** When the process is told to stop, as a deployment does; never when left out. */
  stopAfterMs?: number;
  /** Likewise when it has found so many entities; never when left out. */
  stopAtEntities?: number;
  /** How many runs one after the other, each when it is due; one when left out. */
  runs?: number;
  /** Whether the runs end with the first that has an answer for everything. */
  runsUntil?: 'full';
  /** So far ahead of the real one is the clock; each further run is half an hour later. */
  clockAheadMs?: number;
  /** Whether the result names what the catalog holds at the end. */
  givesTargets?: true;
  /** So many times faster runs the time of the process. */
  fasterBy?: number;
}

/**
 * What the heap holds at some time of a sweep, after a forced collection.
 */
export interface HeapSample {
  atMs: number;
  usedMb: number;
}

/**
 * What the process of one sweep gives back.
 */
export interface SweepResult {
  durationMs: number;
  /** Processor time of the process, for all its threads. */
  cpuMs: number;
  /** What memory and database took of it; undefined where that was not asked for. */
  storageMs?: number;
  /** How the sweep failed, if it did. */
  error?: string;
  /** What the catalog was told; only a sweep without unknowns ends in `full`. */
  mutation?: 'full' | 'delta';
  /** Different entities the catalog was given. */
  entities: number;
  /** What the catalog holds at the end, where that was asked for. */
  targets?: string[];
  /** When the catalog was given the first one; undefined where it was not. */
  firstEntityMs?: number;
  /** What the runs that failed say. */
  failures: string[];
  warnings: string[];
  heap: HeapSample[];
}

/**
 * One sweep as its own process and the stand-in saw it.
 */
export interface Measurement extends SweepResult {
  module: ModuleName;
  repositories: number;
  stats: StandInStats;
}
