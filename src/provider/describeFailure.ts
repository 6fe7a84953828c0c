import { describeWayOut, isAdvised, RequestError } from '../bitbucket';
import { describeSweep, SweepReport } from '../report';
import { describeDuration } from './describeDuration';

/** Says why a run failed, and how to mend it where the error does not. */
export function describeFailure(
  error: Error,
  /** Whether the catalog was told something before. */
  { isApplied }: { isApplied: boolean },
): string {
  const wayOut =
    error instanceof RequestError || isAdvised(error)
      ? `. ${describeWayOut(error, {
          standing: isApplied
            ? 'What was found before is in the catalog'
            : 'Nothing was changed',
          next: 'the next run tries again',
        })}`
      : '';
  return `the run failed: ${error.message}${wayOut}`;
}

/**
 * Says how far a run got that its timeout cut off, and what becomes of it. A
 * run ends by itself before its timeout, so this one was held up: by lists that
 * take longer than that, by a server that does not answer, or by a database
 * that does not.
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
