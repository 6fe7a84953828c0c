import { ReadsConfig } from '../config';
import { SweepCost } from './types';

/** By the examples of its API documentation, and for each user. */
const DEFAULT_RATE_LIMIT = { burst: 60, perSecond: 5 };
/** The middle of the 100 to 150 s that the catalog takes by default. */
const SECONDS_BETWEEN_READS = 125;
/** A run also asks for the server's version, for the first line of its log. */
const REQUESTS_OF_A_RUN = 1;

/** Gives what a run of the provider costs from what a sweep has taken. */
export function toSweepCost(sweep: {
  requests: number;
  elapsedMs: number;
  files: number;
  /** Undefined is unlimited. */
  maxApiRequestsPerMinute?: number;
  reads: Pick<ReadsConfig, 'enabled' | 'checksPerMinute' | 'maxAgeMs'>;
}): SweepCost {
  const { elapsedMs, maxApiRequestsPerMinute } = sweep;
  const requests = sweep.requests + REQUESTS_OF_A_RUN;
  const { burst, perSecond } = DEFAULT_RATE_LIMIT;
  return {
    requests,
    seconds: elapsedMs / 1_000,
    leastSecondsAtConfiguredLimit:
      maxApiRequestsPerMinute && (requests * 60) / maxApiRequestsPerMinute,
    leastSecondsAtDefaultRateLimit: Math.max(0, requests - burst) / perSecond,
    catalogRequestsPerSecond: toReadsPerSecond(sweep),
  };
}

/** At most: what a run or a webhook has seen meanwhile is not read. */
function toReadsPerSecond({
  files,
  reads: { enabled, checksPerMinute, maxAgeMs },
}: Pick<Parameters<typeof toSweepCost>[0], 'files' | 'reads'>): number {
  const everyRound = files / SECONDS_BETWEEN_READS;
  const forTheirAge = Math.max(
    checksPerMinute / 60,
    (files * 1_000) / maxAgeMs,
  );
  return enabled ? Math.min(everyRound, forTheirAge) : everyRound;
}
