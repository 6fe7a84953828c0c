import type { Stock } from './takeStock';
import type { Tally } from './Tally';

/**
 * One line of what a soak has done, and what it took.
 */
export function toSummary(options: {
  tally: Readonly<Tally>;
  webhooks: number;
  faults: Readonly<Record<string, number>>;
  before: Stock;
  after: Stock;
  seconds: number;
}): string {
  const { tally, webhooks, before, after, seconds } = options;
  const faults = Object.entries(options.faults)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
  return [
    `${tally.sweeps} sweeps (${tally.failedSweeps} failed)`,
    `${tally.changes} changes`,
    `${webhooks} webhooks`,
    `${tally.restarts} restarts`,
    `faults: ${faults || 'none'}`,
    `${tally.compared} entities compared at ${tally.quietPoints} quiet points (${tally.unknowable} left out)`,
    `heap ${before.heapMb.toFixed(1)} to ${after.heapMb.toFixed(1)} MB`,
    `sockets ${before.openSockets} to ${after.openSockets} at the server, ${before.processSockets} to ${after.processSockets} in all`,
    `${Math.round(seconds)} s`,
  ].join('; ');
}
