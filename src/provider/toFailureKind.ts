import type { SweepFailureKind } from '../telemetry';
import { IncompleteSweepError } from './IncompleteSweepError';
import { RemovalsRejectedError } from './RemovalsRejectedError';

/**
 * Says in one word how a sweep ended that threw.
 */
export function toFailureKind(
  error: unknown,
  { isStopping }: { isStopping: boolean },
): SweepFailureKind {
  if (
    error instanceof IncompleteSweepError ||
    error instanceof RemovalsRejectedError
  ) {
    return 'incomplete';
  }
  return isStopping ? 'stopped' : 'failed';
}
