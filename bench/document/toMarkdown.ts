import type { Results } from '../types';
import { tableHead, toTableRows } from './toTableRows';

function toLine(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/**
 * Writes what the benchmark ran on and all its figures for a document, a table
 * for each run of it.
 */
export function toMarkdown(runs: readonly Results[]): string {
  return runs.map(toTable).join('\n\n');
}

function toTable({ machine, cases }: Results): string {
  const { date, node, os, cores, cpu, load } = machine;
  return [
    `Measured on ${date} with Node ${node} on ${os}, ${cores} cores (${cpu}), with a load average of ${load.toFixed(2)} at the start.`,
    '',
    toLine(tableHead),
    toLine(tableHead.map(() => '---')),
    ...cases.flatMap(toTableRows).map(toLine),
  ].join('\n');
}
