import { renderTable } from '../terminal';
import { describeRow } from './describeRow';
import { toScopeName } from './listScopes';
import { toResultWord } from './toResultWord';
import { SetupArguments, SetupResult } from './types';

/** What webhooks belong to, in words. */
export const LEVEL_NOUNS = {
  project: 'projects',
  repository: 'repositories',
} as const;

/** Writes out what was found and done on a server: a table, and counts of each result. */
export function describeSetup(
  { host, providerIds, rows }: SetupResult,
  { level, apply }: Pick<SetupArguments, 'level' | 'apply'>,
): string {
  const table = renderTable([
    [level.toUpperCase(), 'WEBHOOK', 'WHAT'],
    ...rows.map(row => [
      toScopeName(row.scope),
      toResultWord(row),
      describeRow(row).join('\n'),
    ]),
  ]);
  return [
    `${host} (${providerIds.join(', ')})`,
    '',
    ...(rows.length > 0 ? [table, ''] : []),
    [describeCounts(rows, { level }), describeNext(rows, { apply })]
      .filter(Boolean)
      .join('. '),
    '',
  ].join('\n');
}

function describeCounts(
  rows: SetupResult['rows'],
  { level }: Pick<SetupArguments, 'level'>,
): string {
  const counts = new Map<string, number>();
  rows.map(toResultWord).forEach(word => {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  });
  const noun = rows.length === 1 ? level : LEVEL_NOUNS[level];
  const words = [...counts].map(([word, count]) => `${count} ${word}`);
  return [`${rows.length} ${noun}`, words.join(', ')]
    .filter(Boolean)
    .join(': ');
}

/** What another run of the command would do. */
function describeNext(
  rows: SetupResult['rows'],
  { apply }: Pick<SetupArguments, 'apply'>,
): string {
  const isToBeWritten = rows
    .map(toResultWord)
    .some(word => word === 'missing' || word === 'wrong');
  return isToBeWritten && !apply
    ? 'Nothing was written; --apply makes and mends'
    : '';
}
