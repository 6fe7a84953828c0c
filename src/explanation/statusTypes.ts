import { RememberedRun } from '../memory';
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
  /** The last ten, the newest first. */
  runs: RunReport[];
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
  webhooks: WebhookReport;
  /** How far the server's hashes are believed; null where they are not asked for. */
  hashes: { standing: string; announced: number; needed: number } | null;
  failing: FailingReport[];
}

/**
 * One run of a provider. Counts are there once it has ended.
 */
export interface RunReport {
  startedAt: string;
  endedAt: string | null;
  ending: RememberedRun['ending'] | 'killed';
  /** Why it failed or was stopped. */
  reason: string | null;
  /** At how many repositories it has looked. */
  looks: number | null;
  /** How many repositories gave no answer. */
  unknown: number | null;
  /** How many requests it has sent to the server. */
  requests: number | null;
}

/**
 * Of which webhooks a provider has heard, in whatever replica.
 */
export interface WebhookReport {
  /** In this hour and the 23 before it. */
  inLastDay: number;
  /** When the hour of the last one began. */
  lastAt: string | null;
  /** Those from which none ever came; the first hundred are named. */
  silentProjects: { total: number; projectKeys: string[] };
}

/**
 * A file that the catalog cannot read or process.
 */
export interface FailingReport extends FailureReport {
  projectKey: string;
  repoSlug: string;
  path: string;
}
