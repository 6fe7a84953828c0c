import { WebhookStatistics } from '../bitbucket';
import { Deliveries } from './types';

/**
 * Says whether the deliveries of a webhook get through, by the last one, and
 * where the server tells no time of it by whether any has got through.
 */
export function judgeDeliveries(statistics: WebhookStatistics): Deliveries {
  const { successes, failures, lastSuccess, lastFailure } = statistics;
  const total = successes + failures;
  if (total === 0 && !lastSuccess && !lastFailure) {
    return { ...statistics, verdict: 'none' };
  }
  const isFailing =
    lastFailure?.at === undefined
      ? successes === 0 && !lastSuccess
      : lastFailure.at > (lastSuccess?.at ?? -Infinity);
  return { ...statistics, verdict: isFailing ? 'failing' : 'well' };
}
