import { ProviderConfig } from '../config';
import { RememberedRun } from '../memory';
import { isRunning } from './isRunning';
import { RunReport } from './types';
import { toTime } from './toTime';

/**
 * Runs as they are told, the newest first. Runs of a provider follow one
 * another: an earlier one that has not ended was killed.
 */
export function toRunReports(
  runs: readonly RememberedRun[],
  options: Pick<ProviderConfig, 'schedule'> & { now: number },
): RunReport[] {
  return runs.map((run, index) => {
    const wasKilled =
      run.ending === 'running' && (index > 0 || !isRunning(run, options));
    return {
      startedAt: toTime(run.startedAt)!,
      endedAt: toTime(run.endedAt),
      ending: wasKilled ? 'killed' : run.ending,
      reason: run.reason ?? null,
      looks: run.looks ?? null,
      unknown: run.unknown ?? null,
      requests: run.requests ?? null,
    };
  });
}
