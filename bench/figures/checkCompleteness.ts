import type { Measurement } from '../sweep/types';
import type { Check } from '../types';
import { toCount, toSeconds } from './format';

function describe(
  { error, mutation, entities, durationMs }: Measurement,
  options: { expected: number },
): string {
  const found = `${toCount(entities)} of ${toCount(options.expected)}`;
  if (mutation === undefined) {
    return `lost after ${toSeconds(durationMs)}`;
  }
  if (error) {
    return `${found}, with an error`;
  }
  return mutation === 'full' ? found : `${found}, others unknown`;
}

function isComplete(
  { error, mutation, entities, warnings }: Measurement,
  options: { expected: number },
): boolean {
  return (
    error === undefined &&
    mutation === 'full' &&
    entities === options.expected &&
    warnings.length === 0
  );
}

/**
 * Checks that sweeps found everything, without an error, a warning or an
 * unknown.
 *
 * @remarks A sweep with unknowns ends in a delta, and warns.
 */
export function checkCompleteness(options: {
  ours: readonly Measurement[];
  upstream?: Measurement;
  expected: number;
}): Check {
  const { ours, upstream, expected } = options;
  const worst =
    ours.find(each => !isComplete(each, { expected })) ?? ours[0];
  return {
    figure: 'files found',
    ours: worst ? describe(worst, { expected }) : 'nothing ran',
    upstream: upstream && describe(upstream, { expected }),
    bar: 'complete',
    isMet: worst !== undefined && isComplete(worst, { expected }),
  };
}
