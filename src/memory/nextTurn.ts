import { promisify } from 'node:util';

/**
 * Lets everything else that waits have its turn. SQLite answers at once, so
 * that no number of statements in a row would.
 */
export const nextTurn = promisify(setImmediate);
