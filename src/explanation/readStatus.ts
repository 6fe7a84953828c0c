import { toRemedy } from '../fileErrors';
import { HashTrust } from '../hashes';
import { describeLimits, describeScope, ObservedProvider } from '../provider';
import { countRows, RowCounts } from './countRows';
import { describeNextRun } from './describeNextRun';
import { planNextRun } from './planNextRun';
import { FailingReport, ProviderStatus } from './types';
import { toRunReports } from './toRunReports';
import { toTime } from './toTime';
import { toWebhookReport } from './toWebhookReport';

/**
 * Says how one provider fares, from memory; no request goes to the server.
 */
export async function readStatus(
  provider: ObservedProvider,
  { now }: { now: number },
): Promise<ProviderStatus> {
  const { config, memory, reconciler, hashes, host, errors } = provider;
  const { leftOut, webhookCounts } = provider;
  const state = await memory.readState();
  const counts = await countRows(memory.readRows(), {
    ...reconciler.settler,
    leftOut: leftOut.readPages(),
  });
  const trust = await hashes?.readTrust();
  const runs = await memory.readRuns();
  const nextRun = planNextRun(config, { lastRun: runs[0], now });
  const { retry, maxConcurrentRequests } = host.hostConfig;
  const { requestsPerSecond, hasSeenLimiter } = host.budget.status;
  return {
    provider: config.id,
    host: config.host,
    scope: [describeScope(config), ...describeLimits(config)].join('; '),
    runs: toRunReports(runs, { ...config, now }),
    completeAt: toTime(state.completeAt),
    nextRun: {
      at: toTime(nextRun.at),
      explanation: describeNextRun(nextRun, {
        counts,
        hasRun: runs.length > 0,
        mayWait:
          config.recheckAfterMs !== undefined ||
          trust?.standing({ now }) === 'believed',
      }),
    },
    repositories: toRepositories(counts),
    files: counts.files,
    oldestAnswerAt: toTime(counts.oldestAt),
    pace: {
      requestsPerSecond: requestsPerSecond ?? null,
      hasSeenLimiter,
      maxRequestsPerMinute: retry.maxApiRequestsPerMinute ?? null,
      maxConcurrentRequests,
    },
    webhooks: toWebhookReport(await webhookCounts.read({ now }), counts),
    hashes: trust ? toHashes(trust, { now }) : null,
    failing: errors.files.map(
      ({ entityRef, reason, file }): FailingReport => ({
        ...{ ...file, entityRef, reason },
        remedy: toRemedy(reason) ?? null,
      }),
    ),
  };
}

function toRepositories(counts: RowCounts): ProviderStatus['repositories'] {
  const { total, unanswered, unknown, unknownExamples } = counts;
  return {
    ...{ total, unanswered, unknown },
    in: counts.in,
    out: total - counts.in - unanswered,
    outByReason: { ...counts.out },
    unknownExamples: unknownExamples.map(({ since, ...example }) => ({
      ...example,
      since: toTime(since)!,
    })),
  };
}

function toHashes(trust: HashTrust, { now }: { now: number }) {
  const { points, needed } = trust;
  return { standing: trust.standing({ now }), announced: points, needed };
}
