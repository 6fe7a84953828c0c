import type { StoredRow } from './MemoryStore';
import { toAnswerJson } from './toRepositoryRow';
import type { Look } from './types';

/** What others act upon. */
const VISIBLE = [
  'projectKey',
  'repoSlug',
  'answer',
  'fingerprint',
  'defaultBranch',
  'unknownSince',
  'due',
] as const;
const HIDDEN = ['digest', 'hash', 'unknownReason'] as const;

/**
 * What a look makes of a row, and what of it has changed: something that
 * others act upon, something else, or no more than the time of the look.
 */
export function settleRow(
  row: StoredRow,
  look: Look,
): { row: StoredRow; change: 'visible' | 'hidden' | 'none' } {
  const settled = look.outcome === 'unknown' ? doubt(row, look) : accept(look);
  const differs = (field: keyof StoredRow) =>
    field in settled && settled[field] !== row[field];
  const changed = { ...row, ...settled };
  if (VISIBLE.some(differs)) {
    return { row: changed, change: 'visible' };
  }
  return { row: changed, change: HIDDEN.some(differs) ? 'hidden' : 'none' };
}

function accept(look: Look & { outcome: 'definite' }): Partial<StoredRow> {
  return {
    projectKey: look.projectKey,
    repoSlug: look.repoSlug,
    answer: toAnswerJson(look.answer),
    fingerprint: look.fingerprint,
    defaultBranch: look.defaultBranch,
    digest: look.digest,
    ...(look.hash !== undefined && { hash: look.hash }),
    lookedAt: look.startedAt,
    unknownSince: undefined,
    unknownReason: undefined,
    due: look.due,
  };
}

function doubt(
  row: StoredRow,
  look: Look & { outcome: 'unknown' },
): Partial<StoredRow> {
  return {
    unknownSince: row.unknownSince ?? look.startedAt,
    // PostgreSQL has no place for it, and a reason may quote anything.
    unknownReason: look.reason.replaceAll('\0', ''),
  };
}
