import { toResultWord } from './toResultWord';
import { SetupRow } from './types';

/**
 * Whether a project or a repository is as it has to be.
 */
export function isWell(row: SetupRow): boolean {
  return ['ok', 'made', 'mended'].includes(toResultWord(row));
}
