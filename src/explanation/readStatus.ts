import { ProviderConfig } from '../config';
import { HashTrust } from '../hashes';
import { RememberedRun } from '../memory';
import { describeLimits, describeScope, ObservedProvider } from '../provider';
import { countRows, RowCounts } from './countRows';
import { describeNextRun, isRunning, planNextRun } from './planNextRun';
import { toFailureReport } from './readEntitiesOfFiles';
import { toTime } from './schemas';
import { ProviderStatus, RunReport, WebhookReport } from './types';

/** So many projects are named. */
const MAX_PROJECTS = 100;

/** Says how one provider fares, from memory; no request goes to the server. */
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
    failing: errors.files.map(failing => ({
      ...failing.file,
      ...toFailureReport(failing),
    })),
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

/** Runs, the newest first. One before the last that has not ended was killed. */
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

/** Tells of the webhooks that came, and of the projects from which none ever did. */
export function toWebhookReport(
  heard: Awaited<ReturnType<ObservedProvider['webhookCounts']['read']>>,
  { projectKeys }: Pick<RowCounts, 'projectKeys'>,
): WebhookReport {
  const silent = projectKeys.filter(
    projectKey => !heard.projectKeys.has(projectKey.toLowerCase()),
  );
  return {
    inLastDay: heard.inLastDay,
    lastAt: toTime(heard.lastAt),
    silentProjects: {
      total: silent.length,
      projectKeys: silent.slice(0, MAX_PROJECTS),
    },
  };
}
