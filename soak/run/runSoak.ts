import { KEPT_PROJECT } from '../changes/names';
import { findGrowth } from '../report/findGrowth';
import { SoakFailure } from '../report/SoakFailure';
import { Stock, takeStock } from '../report/takeStock';
import { QuietPoint } from './QuietPoint';
import { Rounds } from './Rounds';
import type { SoakStage } from './types';

/** A round is followed by a quiet point so often. */
const SHARE_OF_QUIET_POINTS = 0.25;
/** And so many of the others by a rest, with no sweep that would mend anything. */
const SHARE_OF_RESTS = 0.4;
/** What a process takes to run at all is there after this share of a soak. */
const SHARE_BEFORE_STOCK = 0.1;
const FIRST_CHANGES = 80;

/**
 * What the process held after the first tenth of a soak, and at its end.
 */
export interface SoakResult {
  readonly before: Stock;
  readonly after: Stock;
}

/**
 * Runs round after round until there were enough sweeps. Throws a
 * {@link SoakFailure} where the catalog is not what it has to be, or where
 * the process has grown.
 */
export async function runSoak(
  stage: SoakStage,
  options: { sweeps: number; onQuiet: () => void },
): Promise<SoakResult> {
  const { chance, world, tally, history } = stage;
  const { sweeps, onQuiet } = options;
  const rounds = new Rounds(stage);
  const quiet = new QuietPoint(stage);
  let before: Stock | undefined;

  world.perform({ type: 'add-project', project: KEPT_PROJECT });
  await rounds.change(FIRST_CHANGES);
  await quiet.reach();
  for (let round = 1; tally.sweeps < sweeps; round += 1) {
    history.add(`round ${round}`);
    await rounds.run();
    await quiet.assertNothingLost();
    const isStockDue = !before && tally.sweeps >= sweeps * SHARE_BEFORE_STOCK;
    if (chance.happens(SHARE_OF_QUIET_POINTS) || isStockDue) {
      await quiet.reach();
      onQuiet();
      before ??= isStockDue ? takeStock(world) : undefined;
    } else if (chance.happens(SHARE_OF_RESTS)) {
      await quiet.rest();
    }
  }
  await quiet.reach();
  const after = takeStock(world);
  const result = { before: before ?? after, after };
  const differences = findGrowth(result);
  if (differences.length > 0) {
    throw new SoakFailure({ what: 'The process has grown', differences });
  }
  return result;
}
