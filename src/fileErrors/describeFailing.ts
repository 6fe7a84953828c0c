import { ProcessingFailure } from './parseProcessingErrors';
import type { Cause } from './toCause';
import { RepositoryFile } from './toOwnFile';

/** More than so many at once become one line. */
const MAX_LINES = 20;
/** So many are named in that one. */
const MAX_NAMES = 5;

/** A file that the catalog cannot read or process, or an entity in it. */
export interface FailingFile extends ProcessingFailure, Cause {
  readonly file: RepositoryFile;
}

/** Says what has begun to fail, why, and how to mend it: a line each, or one for many. */
export function describeFailing(
  begun: readonly FailingFile[],
  { failing }: { failing: number },
): string[] {
  const total = `${failing} failing in all`;
  if (begun.length <= MAX_LINES) {
    return begun.map(
      each => `${toName(each)} fails in the catalog: ${describeCause(each)}; ${total}`,
    );
  }
  const [example] = begun;
  return example
    ? [
        `${toCount(begun)} fail in the catalog (${toNames(begun)}), for example: ${describeCause(example)}; ${total}`,
      ]
    : [];
}

/** Says what no longer fails: a line each, or a single one for many. */
export function describeEnded(
  ended: readonly FailingFile[],
  options: { how: 'well again' | 'gone'; failing: number },
): string[] {
  const { how, failing } = options;
  const what = {
    'well again': 'well again in the catalog',
    gone: 'no longer in the catalog',
  }[how];
  const total = failing > 0 ? `${failing} still failing` : 'none is failing now';
  if (ended.length <= MAX_LINES) {
    return ended.map(each => `${toName(each)} is ${what}; ${total}`);
  }
  return [`${toCount(ended)} are ${what} (${toNames(ended)}); ${total}`];
}

/** Several entities may be of one file. */
function toCount(failing: readonly FailingFile[]): string {
  const files = failing.filter(isFile).length;
  const entities = failing.length - files;
  return [
    ...(files > 0 ? [`${files} ${files === 1 ? 'file' : 'files'}`] : []),
    ...(entities > 0
      ? [`${entities} ${entities === 1 ? 'entity' : 'entities'}`]
      : []),
  ].join(' and ');
}

/** It failed as a whole, and not one of its entities. */
function isFile({ entityRef, fileRef }: FailingFile): boolean {
  return entityRef === fileRef;
}

function describeCause({ reason, remedy }: FailingFile): string {
  return remedy ? `${reason}; ${remedy}` : reason;
}

function toName(failing: FailingFile): string {
  const { projectKey, repoSlug, path } = failing.file;
  const entity = isFile(failing) ? '' : `${failing.entityRef} of `;
  // Names are the server's, and a path may hold anything.
  return `${projectKey}/${repoSlug}: ${entity}${path}`.replace(
    /[\p{C}\p{Zl}\p{Zp}]+/gu,
    ' ',
  );
}

function toNames(files: readonly FailingFile[]): string {
  const rest = files.length - MAX_NAMES;
  const names = files.slice(0, MAX_NAMES).map(toName).join(', ');
  return rest > 0 ? `${names} and ${rest} more` : names;
}
