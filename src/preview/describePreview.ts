import {
  countFilesLeftOut,
  describeAnswer,
  describeExplanation,
  toResultWord,
  toShortRef,
} from '../report';
import { renderTable } from '../terminal';
import { describeCost } from './describeCost';
import {
  PreviewedProvider,
  PreviewRow,
  RepositoryPreview,
  SweepPreview,
} from './types';

/** Writes out a sweep: a table of what is in and out, its line in the log, and its cost. */
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
  const leftOut = countFilesLeftOut(answer);
  return [
    ...files.map(({ path, ref }) =>
      [toOneLine(path), ...(ref ? ['on', toShortRef({ ref })] : [])].join(' '),
    ),
    ...(leftOut > 0 ? [`and ${leftOut} more, left out`] : []),
  ];
}

function toOneLine(path: string): string {
  return path.replaceAll('\n', '\\n');
}

/** Explains one repository: what becomes of it, why, where it was looked for, what asked. */
export function describeRepositoryPreview(preview: RepositoryPreview): string {
  const { provider, explained, warnings, asked } = preview;
  const lines = describeExplanation(explained, { remarks: warnings });
  return [
    `${provider.config.id}: ${lines.join('\n')}`,
    '  Asked:',
    ...asked.map(({ url, status }) => `    GET ${url} answered ${status}`),
    '',
  ].join('\n');
}

/** Says why a row is out, or nobody knows; undefined where it is in. */
export function describeRow(
  { answer, repoSlug }: PreviewRow,
  { config }: Pick<PreviewedProvider, 'config'>,
): string | undefined {
  const reason = describeAnswer(answer, { config, toKey: option => option });
  return repoSlug === undefined && answer.outcome === 'unknown'
    ? `its repositories could not be listed: ${reason}`
    : reason;
}
