import type { CaseResult } from '../types';
import { tableHead, toTableRows } from './toTableRows';

const gap = '  ';

/**
 * Writes the figures for a terminal: a line for each case, and its figures
 * beneath it in aligned columns.
 */
export function toPlainTable(cases: readonly CaseResult[]): string {
  // The case gets a line of its own.
  const head = tableHead.slice(1);
  const groups = cases.map(result => ({
    title: result.title,
    rows: toTableRows(result).map(row => row.slice(1)),
  }));
  const all = [head, ...groups.flatMap(({ rows }) => rows)];
  const widths = head.map((_, column) =>
    Math.max(...all.map(row => row[column]?.length ?? 0)),
  );
  const align = (row: readonly string[]) =>
    gap +
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(gap)
      .trimEnd();
  const rule = align(widths.map(width => '-'.repeat(width)));
  return [
    align(head),
    rule,
    ...groups.flatMap(({ title, rows }) => [title, ...rows.map(align)]),
  ].join('\n');
}
