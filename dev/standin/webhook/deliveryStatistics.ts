const DAY_MS = 24 * 60 * 60_000;

/**
 * How a delivery of a webhook ended: answered well, answered otherwise, or not
 * answered at all.
 */
export type DeliveryOutcome = 'SUCCESS' | 'FAILURE' | 'ERROR';

/**
 * One delivery, as far as it is told.
 */
export interface ToldDelivery {
  id: number;
  event: string;
  duration: number;
  start: number;
  finish: number;
  result: { description: string; outcome: DeliveryOutcome };
}

/**
 * What a server tells of the deliveries of a webhook.
 *
 * @remarks
 * The document leaves the body open. Its counts are those that Atlassian's
 * interface for add-ons has.
 */
export interface DeliveryStatistics {
  lastSuccess?: ToldDelivery;
  lastFailure?: ToldDelivery;
  lastError?: ToldDelivery;
  counts: {
    errors: number;
    failures: number;
    successes: number;
    window: { start: number; duration: number };
  };
}

/**
 * Gives what is told of a webhook that was never sent.
 */
export function createStatistics(): DeliveryStatistics {
  const window = { start: Date.now() - DAY_MS, duration: DAY_MS };
  return { counts: { errors: 0, failures: 0, successes: 0, window } };
}

/**
 * Adds one more delivery to what is told.
 */
export function addDelivery(
  statistics: DeliveryStatistics,
  delivery: {
    outcome: DeliveryOutcome;
    /** Such as `403`. */
    description: string;
    at: number;
    event?: string;
  },
): void {
  const { outcome, description, at, event = 'repo:refs_changed' } = delivery;
  const { counts } = statistics;
  const told: ToldDelivery = {
    id: counts.errors + counts.failures + counts.successes + 1,
    event,
    ...{ duration: 0, start: at, finish: at },
    result: { description, outcome },
  };
  switch (outcome) {
    case 'SUCCESS':
      statistics.lastSuccess = told;
      counts.successes += 1;
      break;
    case 'FAILURE':
      statistics.lastFailure = told;
      counts.failures += 1;
      break;
    default:
      statistics.lastError = told;
      counts.errors += 1;
  }
}
