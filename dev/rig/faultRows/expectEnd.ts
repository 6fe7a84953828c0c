import type { ProviderRig } from '../ProviderRig';
import { toNames } from './scene';
import type { FaultRow } from './types';

/**
 * Fails where a run has not ended as a row says, or the catalog does not hold
 * what the row says.
 */
export function expectEnd(
  rig: ProviderRig,
  options: { row: FaultRow; error: unknown },
): void {
  const { row, error } = options;
  expect(String((error as Error | undefined)?.message)).toMatch(
    row.fails ?? /^undefined$/,
  );
  expect(toNames(rig)).toEqual([...row.after].sort());
}
