import type { StoredEntity, StoredRow, StoredRun } from './MemoryStore';
import type {
  RememberedAnswer,
  RememberedEntity,
  RememberedRun,
  RepositoryRow,
} from './types';

export function toRepositoryRow(row: StoredRow): RepositoryRow {
  const { answer, unknownSince, unknownReason } = row;
  return {
    key: row.key,
    projectKey: row.projectKey,
    repoSlug: row.repoSlug,
    answer: answer === undefined ? undefined : parseAnswer(answer),
    fingerprint: row.fingerprint,
    defaultBranch: row.defaultBranch,
    digest: row.digest,
    hash: row.hash,
    lookedAt: row.lookedAt,
    unknown:
      unknownSince === undefined
        ? undefined
        : { since: unknownSince, reason: unknownReason ?? '' },
    due: row.due,
    revision: row.revision,
  };
}

export function toRememberedEntity(entity: StoredEntity): RememberedEntity {
  const { key, ...shown } = entity;
  return shown;
}

export function toRememberedRun(run: StoredRun): RememberedRun {
  const { number, ...shown } = run;
  return shown;
}

/** An answer as JSON, in which equal answers are equal texts. */
export function toAnswerJson(answer: RememberedAnswer): string {
  if (answer.outcome === 'absent') {
    return JSON.stringify({ outcome: 'absent', reason: answer.reason });
  }
  const files = answer.files.map(({ path, ref, contentId }) => ({
    path,
    ref,
    contentId,
  }));
  const { cutFrom } = answer;
  return JSON.stringify({ outcome: 'present', files, cutFrom });
}

function parseAnswer(json: string): RememberedAnswer {
  return JSON.parse(json) as RememberedAnswer;
}
