import { toResultWord, toShortRef } from '../report';
import { renderTable } from '../terminal';
import { describeCost } from './describeCost';
import { describeRow } from './describeRow';
import { PreviewRow, SweepPreview } from './types';

/**
 * Writes out a sweep for people: a table of what is in and out, the line that
 * a run logs, and what it costs.
 */
export function describeSweepPreview(preview: SweepPreview): string {
  const { provider, rows, summary, warnings, cost, counts, status } = preview;
  const table = renderTable([
    ['REPOSITORY', 'RESULT', 'FILES, OR WHY NOT'],
    ...rows.map(row => toCells(row, preview)),
  ]);
  return [
    `${provider.config.id} (${provider.config.host})`,
    '',
    ...(rows.length > 0 ? [table, ''] : []),
    summary,
    ...warnings,
    // What broke off tells nothing of the rest.
    ...(status === 'failed' ? [] : ['', ...describeCost(cost, counts)]),
    '',
  ].join('\n');
}

function toCells(row: PreviewRow, { provider }: SweepPreview): string[] {
  const { projectKey, repoSlug, answer } = row;
  return [
    repoSlug === undefined ? projectKey : `${projectKey}/${repoSlug}`,
    toResultWord(answer),
    describeRow(row, provider) ?? toFileLines(row).join('\n'),
  ];
}

function toFileLines({ files, answer }: PreviewRow): string[] {
  const all = answer.outcome === 'present' ? answer.cutFrom : undefined;
  return [
    ...files.map(({ path, ref }) =>
      [toOneLine(path), ...(ref ? ['on', toShortRef({ ref })] : [])].join(' '),
    ),
    ...(all === undefined ? [] : [`and ${all - files.length} more, left out`]),
  ];
}

function toOneLine(path: string): string {
  return path.replaceAll('\n', '\\n');
}
