import { RepositoryRow } from '../memory';
import { BELIEVED_MS } from '../provider';
import { NextRun } from './planNextRun';

export interface NextLookOptions {
  /** Undefined where nothing is remembered of it. */
  readonly row?: RepositoryRow;
  /** Whether a filter leaves it out, so that nobody looks. */
  readonly isLeftOut: boolean;
  readonly fingerprint: string;
  readonly nextRun: NextRun;
  /** As it is configured. */
  readonly recheckAfterMs?: number;
  /** Whether the server's hashes vouch for what they show as unchanged. */
  readonly areHashesBelieved: boolean;
}

/** When a repository is looked at again, and why then, if no webhook comes before. */
export function planNextLook(options: NextLookOptions): {
  readonly at?: number;
  readonly explanation: string;
} {
  const { row, isLeftOut, nextRun } = options;
  const { at } = nextRun;
  if (isLeftOut) {
    return {
      at,
      explanation:
        'each run holds the filters against it again, without a look',
    };
  }
  if (!row) {
    return { at, explanation: 'a run looks at it when a list shows it' };
  }
  const urgent = toUrgency(row, options);
  if (urgent) {
    return { at, explanation: `the next run begins with it: ${urgent}` };
  }
  const { recheckAfterMs, areHashesBelieved } = options;
  if (recheckAfterMs === undefined && !areHashesBelieved) {
    return {
      at,
      explanation:
        'the next run looks at it when those are done that were looked at longer ago, as far as its time reaches',
    };
  }
  const oldest = (row.lookedAt ?? 0) + (recheckAfterMs ?? BELIEVED_MS);
  return {
    at: at === undefined ? undefined : Math.max(oldest, at),
    explanation: areHashesBelieved
      ? 'a run looks at it as soon as its hash on the server has moved, and else when its answer has become this old'
      : 'a run looks at it when its answer has become as old as recheckAfter allows, or a little before',
  };
}

function toUrgency(
  row: RepositoryRow,
  { fingerprint }: { fingerprint: string },
): string | undefined {
  if (row.due === 'heldBack') {
    return 'its last answer would remove something, and waits for a second look';
  }
  if (row.due === 'hint') {
    return 'something was heard of it';
  }
  if (row.due === 'left') {
    return 'the last look has left something to the next one';
  }
  if (row.unknown) {
    return 'the last look gave no answer';
  }
  if (!row.answer) {
    return 'it has no answer yet';
  }
  return row.fingerprint === fingerprint
    ? undefined
    : 'the configuration has changed since it was looked at';
}
