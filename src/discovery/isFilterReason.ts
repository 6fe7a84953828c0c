import { AbsenceReason, FilterReason } from './types';

const OTHERS: readonly AbsenceReason[] = [
  'empty',
  'noBranch',
  'noFile',
  'gone',
];

/**
 * Whether it is a filter that leaves a repository out, and neither what it
 * holds nor that it is gone.
 */
export function isFilterReason(reason: AbsenceReason): reason is FilterReason {
  return !OTHERS.includes(reason);
}
