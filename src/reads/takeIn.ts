import type { KnownFile, Sight } from './types';

/**
 * What is known of a file once something was seen of it.
 *
 * @remarks
 * Knowledge never goes backwards:
 *
 * - what was asked for after all that is known was answered takes its place
 * - the same content holds from the later of the two on
 * - what was answered before that which is known was asked for is old
 * - another content that was asked for meanwhile may be the older or the newer
 *   one, so neither is believed until somebody looks again
 */
export function takeIn(sight: Sight, known: KnownFile): KnownFile {
  const { doubtedAt } = known;
  const { contentId, seenFrom, seenUntil, confirmedAt } = sight;
  if (seenFrom >= known.seenUntil) {
    return { contentId, seenFrom, seenUntil, confirmedAt, doubtedAt };
  }
  if (contentId === known.contentId) {
    return {
      ...known,
      seenFrom: Math.max(seenFrom, known.seenFrom),
      seenUntil: Math.max(seenUntil, known.seenUntil),
      confirmedAt: Math.max(confirmedAt, known.confirmedAt),
    };
  }
  if (seenUntil <= known.seenFrom) {
    return known;
  }
  return { ...known, doubtedAt: Math.max(doubtedAt, seenUntil) };
}

/** Whether what is known was asked for since it was last doubted. */
export function isDoubted({ doubtedAt, seenFrom }: KnownFile): boolean {
  return seenFrom < doubtedAt;
}
