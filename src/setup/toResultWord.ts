import { SetupRow } from './types';

/**
 * What came out for a project or a repository, in one word.
 *
 * - `ok`: there was nothing to do
 * - `made`, `mended`: it is well now
 * - `missing`, `wrong`: it is not, and nothing was written of it
 * - `doubled`: there are others with the same address
 * - `failing`: it is as it has to be, and its last delivery failed
 * - `failed`: it could not be read, or not be written
 */
export type ResultWord =
  | 'ok'
  | 'made'
  | 'mended'
  | 'missing'
  | 'wrong'
  | 'doubled'
  | 'failing'
  | 'failed';

/** Says what came out, the first that fits; deliveries before a write tell nothing. */
export function toResultWord(row: SetupRow): ResultWord {
  const { found, done, deliveries, error } = row;
  if (error || !found) {
    return 'failed';
  }
  const did = new Set(done.map(({ what }) => what));
  const isWritten = did.has('make') || did.has('mend') || did.has('rewrite');
  if (found.faults.length > 0 && !isWritten) {
    return found.webhook ? 'wrong' : 'missing';
  }
  if (found.duplicates.length > 0 && !did.has('remove')) {
    return 'doubled';
  }
  if (deliveries?.verdict === 'failing' && !isWritten) {
    return 'failing';
  }
  if (did.has('make')) {
    return 'made';
  }
  return did.has('mend') || did.has('remove') ? 'mended' : 'ok';
}

/** Whether a project or a repository is as it has to be. */
export function isWell(row: SetupRow): boolean {
  return ['ok', 'made', 'mended'].includes(toResultWord(row));
}
