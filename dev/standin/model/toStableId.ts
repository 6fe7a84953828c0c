import { createHash } from 'node:crypto';

/**
 * Gives a positive number that is always the same for the same text.
 */
export function toStableId(text: string): number {
  return 1 + (createHash('sha1').update(text).digest().readUInt32BE(0) >>> 2);
}
