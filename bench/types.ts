import type { Measurement } from './sweep/types';

/**
 * One figure of a case, held against its bar.
 */
export interface Check {
  /** What was looked at, such as `time`. */
  figure: string;
  ours: string;
  upstream?: string;
  /** What could not be beaten. */
  ideal?: string;
  /** What has to be reached; left out where a figure only informs. */
  bar?: string;
  isMet: boolean;
}

/**
 * What has come of one case.
 */
export interface CaseResult {
  name: string;
  title: string;
  checks: Check[];
  idealMs?: number;
  /** Every sweep, in the order they were made. */
  measurements: Measurement[];
}

/**
 * One case of the benchmark, with a server of its own.
 */
export interface BenchCase {
  /** What `--case` knows it by. */
  name: string;
  title: string;
  run(): Promise<Omit<CaseResult, 'name' | 'title'>>;
}

/**
 * What the benchmark ran on.
 */
export interface Machine {
  date: string;
  node: string;
  os: string;
  cores: number;
  cpu: string;
  /** The load average of the last minute, as the benchmark began. */
  load: number;
}

/**
 * What one run of the benchmark has measured; `bench/results.json` holds a list
 * of them, in which each case stands once.
 */
export interface Results {
  machine: Machine;
  cases: CaseResult[];
}
