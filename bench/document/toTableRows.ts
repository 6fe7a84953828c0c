import type { CaseResult, Check } from '../types';

/**
 * The head of the table of figures.
 */
export const tableHead = [
  'case',
  'figure',
  'this module',
  'upstream',
  'ideal',
  'bar',
  '',
];

function toVerdict({ bar, isMet }: Check): string {
  if (bar === undefined) {
    return '';
  }
  return isMet ? 'met' : 'MISSED';
}

/**
 * Gives a row for each figure of a case; the case stands in the first.
 */
export function toTableRows({ title, checks }: CaseResult): string[][] {
  return checks.map((check, index) => [
    index === 0 ? title : '',
    check.figure,
    check.ours,
    check.upstream ?? '',
    check.ideal ?? '',
    check.bar ?? '',
    toVerdict(check),
  ]);
}
