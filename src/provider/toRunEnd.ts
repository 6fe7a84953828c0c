import { RememberedRun } from '../memory';
import { RunUnderWay } from './RunUnderWay';

/** What is remembered of a run that ends now. */
export function toRunEnd(
  { report }: Pick<RunUnderWay, 'report'>,
  end: Pick<RememberedRun, 'ending' | 'reason'>,
): Omit<RememberedRun, 'startedAt'> {
  const { looks, unknown, requests } = report;
  return { ...end, endedAt: Date.now(), looks, unknown, requests };
}
