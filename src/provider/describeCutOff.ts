import { describeSweep, SweepReport } from '../report';
import { describeDuration } from './describeDuration';

/**
 * Says how far a run got that its timeout cut off, and what becomes of it.
 *
 * @remarks
 * A run ends by itself before its timeout, so this one was held up: by lists
 * that take longer than that, by a server that does not answer, or by a
 * database that does not.
 */
export function describeCutOff(
  report: SweepReport,
  { elapsedMs, timeoutMs }: { elapsedMs: number; timeoutMs: number },
): string {
  return `the run was cut off by its timeout of ${describeDuration(
    timeoutMs,
  )}. It got as far as ${describeSweep(report, {
    elapsedMs,
  })}. What it has seen is remembered, ${
    report.isApplied ? 'what it had found is in the catalog, ' : ''
  }nothing was removed at its end, and the next run goes on. If this lasts, make schedule.timeout longer`;
}
