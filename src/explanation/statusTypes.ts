import { FailureReport, Plan } from './types';

/**
 * How discovery fares. Times are in ISO 8601, and `null` stands for what there
 * is not.
 */
export interface StatusReport {
  providers: ProviderStatus[];
}

/**
 * How one provider fares.
 */
export interface ProviderStatus {
  provider: string;
  host: string;
  /** What is discovered where, in words. */
  scope: string;
  lastRun: {
    startedAt: string | null;
    endedAt: string | null;
    ending: string | null;
  };
  /** When a run last had an answer for everything. */
  completeAt: string | null;
  nextRun: Plan;
  repositories: {
    total: number;
    in: number;
    out: number;
    /** How many are out, by reason. */
    outByReason: Record<string, number>;
    unanswered: number;
    unknown: number;
    unknownExamples: { repository: string; since: string; reason: string }[];
  };
  files: number;
  oldestAnswerAt: string | null;
  /** As this process has learnt it. */
  pace: {
    requestsPerSecond: number | null;
    hasSeenLimiter: boolean;
    maxRequestsPerMinute: number | null;
    maxConcurrentRequests: number;
  };
  /** How far the server's hashes are believed; null where they are not asked for. */
  hashes: { standing: string; announced: number; needed: number } | null;
  failing: FailingReport[];
}

/**
 * A file that the catalog cannot read or process.
 */
export interface FailingReport extends FailureReport {
  projectKey: string;
  repoSlug: string;
  path: string;
}
