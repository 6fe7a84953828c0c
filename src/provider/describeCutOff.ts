import { describeSweep, SweepReport } from '../report';

const MINUTE_MS = 60_000;
/** Servers have slow days. */
const RESERVE = 1.2;

/**
 * Says how far a run got that its timeout cut off, at what pace, and which
 * timeout it would need.
 *
 * @internal
 */
export function describeCutOff(
  report: SweepReport,
  { now, timeoutMs }: { now: number; timeoutMs: number },
): string {
  const elapsedMinutes = (now - report.startedAt) / MINUTE_MS;
  const perMinute =
    Math.round((report.repositories / elapsedMinutes) * 10) / 10;
  const projects = Math.max(report.projectsListed, report.projects);
  // With no project done there is nothing to go by but that it takes longer.
  const share = report.projectsDone / projects || 0.5;
  const neededMinutes = Math.ceil((timeoutMs / MINUTE_MS / share) * RESERVE);
  return `the run was cut off by its timeout of ${
    timeoutMs / MINUTE_MS
  } minutes, and nothing was changed. It got as far as ${describeSweep(report, {
    now,
  })}; ${
    report.projectsDone
  } of the ${projects} projects seen so far are done, at ${perMinute} repositories a minute. Set schedule.timeout to at least ${neededMinutes} minutes`;
}
