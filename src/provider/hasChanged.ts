import { isOfContent, RepositoryAnswer } from '../discovery';
import { RememberedAnswer, RepositoryRow } from '../memory';

type Definite = Exclude<RepositoryAnswer, { outcome: 'unknown' }>;

/**
 * Whether a look has found something else in a repository than the one that is
 * remembered: a file more or less, another content, another directory, another
 * default branch. Undefined where the two cannot be compared.
 */
export function hasChanged(
  row: RepositoryRow,
  options: { answer: RepositoryAnswer; fingerprint: string },
): boolean | undefined {
  const { answer, fingerprint } = options;
  if (
    !row.answer ||
    row.fingerprint !== fingerprint ||
    answer.outcome === 'unknown' ||
    !isByContent(row.answer) ||
    !isByContent(answer)
  ) {
    return undefined;
  }
  return (
    differ(row.defaultBranch, answer.defaultBranch) ||
    differ(row.digest, answer.digest) ||
    differInFiles(row.answer, answer)
  );
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function differInFiles(before: RememberedAnswer, after: Definite): boolean {
  if (before.outcome === 'absent' || after.outcome === 'absent') {
    return (
      before.outcome !== after.outcome ||
      (before.outcome === 'absent' &&
        after.outcome === 'absent' &&
        before.reason !== after.reason)
    );
  }
  const contentIds = new Map(
    before.files.map(({ path, ref, contentId }) => [
      toPlace({ path, ref }),
      contentId,
    ]),
  );
  return (
    before.files.length !== after.files.length ||
    after.files.some(
      file =>
        !contentIds.has(toPlace(file)) ||
        differ(contentIds.get(toPlace(file)), file.contentId),
    )
  );
}

function toPlace({ path, ref = '' }: { path: string; ref?: string }): string {
  return `${ref}:${path}`;
}

/** Whether an answer is about what a repository holds, not whether it is looked at. */
export function isByContent(answer: RememberedAnswer | Definite): boolean {
  return answer.outcome === 'present' || isOfContent(answer.reason);
}
