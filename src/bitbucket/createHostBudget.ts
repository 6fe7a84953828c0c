import { HostConfig } from '../config';
import { HostBudget } from '../http';

/**
 * Creates the budget of one host, as it is configured.
 */
export function createHostBudget(
  hostConfig: Pick<HostConfig, 'maxConcurrentRequests' | 'retry'>,
): HostBudget {
  const { maxConcurrentRequests, retry } = hostConfig;
  const { maxApiRequestsPerMinute } = retry;
  return new HostBudget({ maxConcurrentRequests, maxApiRequestsPerMinute });
}
