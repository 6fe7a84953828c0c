import type { CaseResult, Check, Machine, Results } from '../types';
import { toMarkdownTable } from './toMarkdownTable';

const head = ['case', 'figure', 'this module', 'upstream', 'bar'];

/**
 * Writes what the benchmark ran on and all its figures for a document, a table
 * for each machine and day.
 */
export function toCompleteTables(runs: readonly Results[]): string {
  const tables = new Map<string, Results[]>();
  for (const run of runs) {
    const place = toPlace(run.machine);
    tables.set(place, [...(tables.get(place) ?? []), run]);
  }
  return [...tables].map(toTable).join('\n\n');
}

function toPlace({ date, node, os, cores, cpu }: Machine): string {
  return `${date}, Node ${node}, ${os}, ${cores} cores (${cpu})`;
}

function toTable([place, runs]: [string, Results[]]): string {
  const loads = runs.map(({ machine }) => machine.load);
  const [least, most] = [Math.min(...loads), Math.max(...loads)].map(load =>
    load.toFixed(2),
  );
  return [
    `${place}, load ${least === most ? least : `${least} to ${most}`}:`,
    '',
    toMarkdownTable(
      head,
      runs.flatMap(({ cases }) => cases.flatMap(toRows)),
    ),
  ].join('\n');
}

function toRows({ title, checks }: CaseResult): string[][] {
  return checks.map((check, index) => [
    index === 0 ? title : '',
    check.figure,
    check.ideal ? `${check.ours} (ideal: ${check.ideal})` : check.ours,
    check.upstream ?? '',
    toBar(check),
  ]);
}

function toBar({ bar = '', isMet }: Check): string {
  return isMet ? bar : `${bar}: **missed**`;
}
