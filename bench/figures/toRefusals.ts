import type { StandInStats } from '../../dev/standin/server/ServerStats';

/**
 * Counts the requests that a limiter let through, and the refusals to a
 * hundred of them.
 */
export function toRefusals(stats: Pick<StandInStats, 'requests' | 'byStatus'>): {
  answered: number;
  refusedPer100: number;
} {
  const refused = stats.byStatus['429'] ?? 0;
  const answered = stats.requests - refused;
  return { answered, refusedPer100: (refused / answered) * 100 };
}
