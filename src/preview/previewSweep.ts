import { toAdvisedMessage } from '../bitbucket';
import { RepositoryNames, sweepAndLook } from '../discovery';
import {
  describeSweep,
  describeUnknowns,
  Outlook,
  SweepReport,
} from '../report';
import { PreviewObserver } from './PreviewObserver';
import { toPreviewRow } from './toPreviewRow';
import { toSweepCost } from './toSweepCost';
import { PreviewedProvider, PreviewRow, SweepPreview } from './types';

/** Nothing is known before it, and nothing comes after it by itself. */
const AFTER_PREVIEW: Outlook = {
  standing: 'a run would keep what it knows of it',
  next: 'another preview may see it',
};

/**
 * Sweeps as a run of the provider does, and gives what was found in place of
 * telling a catalog. Throws where it is aborted; any other failure is part of
 * what it gives.
 */
export async function previewSweep(
  provider: PreviewedProvider,
  options: {
    signal: AbortSignal;
    now: () => number;
    onProgress: (report: SweepReport) => void;
  },
): Promise<SweepPreview> {
  const { config, host } = provider;
  const { signal, now, onProgress } = options;
  const { maxConcurrentRequests, retry } = host.hostConfig;
  const report = new SweepReport({ now: now(), ...config });
  const observer = new PreviewObserver({
    report,
    onProgress: () => onProgress(report),
  });
  let failure: Error | undefined;
  try {
    await sweepAndLook({
      api: host.api,
      config,
      known: new RepositoryNames(),
      isKnown: () => false,
      concurrency: maxConcurrentRequests,
      observer,
      context: {
        signal,
        onRequest: () => {
          report.requests += 1;
        },
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    failure = error as Error;
  }
  const elapsedMs = now() - report.startedAt;
  return {
    provider,
    rows: observer.rows
      .map(row => toPreviewRow(row, provider))
      .sort(compareRows),
    ...toResult(failure, report),
    summary: `${config.id}: ${describeSweep(report, { elapsedMs })}`,
    warnings: [
      ...observer.warnings,
      ...describeUnknowns(report, AFTER_PREVIEW),
    ],
    counts: {
      projects: report.projects,
      repositories: report.repositories,
      files: report.files,
      unknown: report.unknown,
    },
    cost: toSweepCost({
      requests: report.requests,
      elapsedMs,
      files: report.files,
      maxApiRequestsPerMinute: retry.maxApiRequestsPerMinute,
      reads: provider.reads,
    }),
  };
}

function toResult(
  failure: Error | undefined,
  { failures }: SweepReport,
): Pick<SweepPreview, 'status' | 'errors'> {
  if (failure) {
    return { status: 'failed', errors: [toAdvisedMessage(failure)] };
  }
  return failures.length > 0
    ? { status: 'incomplete', errors: failures.map(({ message }) => message) }
    : { status: 'complete', errors: [] };
}

/** By code points, so that two previews can be compared whatever the locale. */
function compareRows(one: PreviewRow, other: PreviewRow): number {
  return (
    compare(one.projectKey, other.projectKey) ||
    compare(one.repoSlug ?? '', other.repoSlug ?? '')
  );
}

function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
