import { ProcessingFailure } from './parseProcessingErrors';
import { RepositoryFile } from './toOwnFile';
import { toRemedy } from './toRemedy';

/** More than so many at once become one line. */
const MAX_LINES = 20;
/** So many are named in that one. */
const MAX_NAMES = 5;

/**
 * A file that the catalog cannot read or process, or an entity in it.
 *
 * @internal
 */
export interface FailingFile extends ProcessingFailure {
  readonly file: RepositoryFile;
}

/**
 * Says what has begun to fail in the catalog, why, and how to mend it: a line
 * each, or a single one for many.
 *
 * @internal
 */
export function describeFailing(
  begun: readonly FailingFile[],
  { failing }: { failing: number },
): string[] {
  const total = `${failing} failing in all`;
  if (begun.length <= MAX_LINES) {
    return begun.map(
      each => `${toName(each)} fails in the catalog: ${toCause(each)}; ${total}`,
    );
  }
  const [example] = begun;
  return example
    ? [
        `${begun.length} files fail in the catalog (${toNames(begun)}), for example: ${toCause(example)}; ${total}`,
      ]
    : [];
}

/**
 * Says what no longer fails: a line each, or a single one for many.
 *
 * @internal
 */
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
  return [
    `${ended.length} files are ${what} (${toNames(ended)}); ${total}`,
  ];
}

function toCause({ reason }: FailingFile): string {
  const remedy = toRemedy(reason);
  return remedy ? `${reason}; ${remedy}` : reason;
}

function toName({ entityRef, fileRef, file }: FailingFile): string {
  const { projectKey, repoSlug, path } = file;
  const entity = entityRef === fileRef ? '' : `${entityRef} of `;
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
