/**
 * What a soak has done so far.
 */
export class Tally {
  sweeps = 0;
  failedSweeps = 0;
  changes = 0;
  restarts = 0;
  quietPoints = 0;
  /** Locations that were compared with the truth, each time anew. */
  compared = 0;
  /** Locations that nobody could know of, and so nobody could remove. */
  unknowable = 0;
}
