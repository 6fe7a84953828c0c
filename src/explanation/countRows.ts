import { isFilterReason, toRepositoryId } from '../discovery';
import { LeftOutRepository, RepositoryRow } from '../memory';

/** So many that stay unknown are named. */
const MAX_EXAMPLES = 20;

/** What memory holds of all repositories of a provider, in numbers. */
export interface RowCounts {
  readonly total: number;
  /** Those at which nobody looks, since a filter leaves them out. */
  readonly leftOut: number;
  readonly in: number;
  /** By reason. */
  readonly out: Readonly<Record<string, number>>;
  /** Those that have no answer yet. */
  readonly unanswered: number;
  readonly files: number;
  /** Those whose last look gave no answer, whatever the one before did. */
  readonly unknown: number;
  readonly unknownExamples: readonly {
    readonly repository: string;
    readonly since: number;
    readonly reason: string;
  }[];
  /** Those that the next run begins with. */
  readonly urgent: number;
  /** When the answer was looked at that is the oldest. */
  readonly oldestAt?: number;
  /** The keys of all projects that have a repository which no filter leaves out, as the server has them. */
  readonly projectKeys: readonly string[];
}

/** Counts the rows of a provider, and what its filters leave out. */
export async function countRows(
  pages: AsyncIterable<readonly RepositoryRow[]>,
  options: {
    fingerprint: string;
    leftOut: AsyncIterable<readonly LeftOutRepository[]>;
  },
): Promise<RowCounts> {
  const { fingerprint } = options;
  const keys = new Set<string>();
  const counts = {
    ...{ total: 0, leftOut: 0, in: 0, unanswered: 0 },
    ...{ files: 0, unknown: 0, urgent: 0 },
  };
  const out: Record<string, number> = {};
  const unknownExamples: RowCounts['unknownExamples'][number][] = [];
  const projectKeys = new Set<string>();
  let oldestAt: number | undefined;
  for await (const page of pages) {
    for (const row of page) {
      const { answer, unknown, lookedAt, due } = row;
      counts.total += 1;
      keys.add(row.key);
      if (answer?.outcome !== 'absent' || !isFilterReason(answer.reason)) {
        projectKeys.add(row.projectKey);
      }
      if (!answer) {
        counts.unanswered += 1;
      } else if (answer.outcome === 'present') {
        counts.in += 1;
        counts.files += answer.files.length;
      } else {
        out[answer.reason] = (out[answer.reason] ?? 0) + 1;
      }
      if (unknown) {
        counts.unknown += 1;
        if (unknownExamples.length < MAX_EXAMPLES) {
          unknownExamples.push({ repository: toRepositoryId(row), ...unknown });
        }
      }
      if (due || unknown || !answer || row.fingerprint !== fingerprint) {
        counts.urgent += 1;
      }
      if (answer && lookedAt !== undefined) {
        oldestAt = Math.min(oldestAt ?? lookedAt, lookedAt);
      }
    }
  }
  for await (const page of options.leftOut) {
    // What was looked at since has a row.
    for (const { reason } of page.filter(({ key }) => !keys.has(key))) {
      counts.total += 1;
      counts.leftOut += 1;
      out[reason] = (out[reason] ?? 0) + 1;
    }
  }
  return {
    ...{ ...counts, out, unknownExamples, oldestAt },
    projectKeys: [...projectKeys].sort(),
  };
}
