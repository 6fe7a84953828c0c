import { Deliveries } from './types';

const HOUR_MS = 60 * 60_000;

/**
 * Says how the deliveries of a webhook fare, by the server's own count.
 */
export function describeDeliveries(deliveries: Deliveries | undefined): string {
  if (!deliveries) {
    return 'the server does not tell of its deliveries';
  }
  const { verdict, successes, failures, windowMs, lastFailure } = deliveries;
  if (verdict === 'none') {
    return 'nothing was delivered yet';
  }
  const total = successes + failures;
  const hours = Math.round((windowMs ?? 0) / HOUR_MS);
  const span = hours > 0 ? ` in ${hours} h` : '';
  const counts = `${successes} of ${total} deliveries got through${span}`;
  const result = lastFailure?.result ? ` (${lastFailure.result})` : '';
  return verdict === 'failing'
    ? `the last delivery failed${result}; ${counts}`
    : counts;
}
