import {
  AbsenceReason,
  Counted,
  FILTER_REASONS,
  getFilter,
} from '../discovery';
import { SweepReport } from './SweepReport';

/** What is left out and counted; all else goes without saying. */
const LEFT_OUT: readonly (readonly [AbsenceReason, Counted | undefined])[] = [
  ...FILTER_REASONS.map(each => [each, getFilter(each).counted] as const),
  ['empty', ['empty repository', 'empty repositories', 'left out']],
  ['noBranch', ['repository', 'repositories', 'without the branch']],
];

/** Describes a sweep, finished or under way, in one line. */
export function describeSweep(
  report: SweepReport,
  { elapsedMs }: { elapsedMs: number },
): string {
  const leftOut = LEFT_OUT.flatMap(([reason, counted]) => {
    const count = report.leftOut.get(reason);
    const hint = toHint(report.nearMisses(reason));
    return counted && count ? [`${toWords(count, counted)}${hint}`] : [];
  });
  const repositories = toWords(report.repositories, [
    'repository',
    'repositories',
  ]);
  const projects = toWords(report.projects, ['project', 'projects']);
  return [
    `${repositories} in ${projects}`,
    ...leftOut,
    toWords(report.files, ['catalog file', 'catalog files']),
    `${describeNumber(report.unknown)} unknown`,
    toWords(report.requests, ['request', 'requests']),
    `${describeNumber(Math.round(elapsedMs / 1000))} s`,
  ].join(', ');
}

function toHint(near: number): string {
  return near > 0
    ? ` (${describeNumber(near)} of them for upper or lower case alone, which counts)`
    : '';
}

function toWords(count: number, [singular, plural, rest]: Counted): string {
  const words = [describeNumber(count), count === 1 ? singular : plural, rest];
  return words.filter(Boolean).join(' ');
}

/** Writes a number as people read it, with a comma before each three digits. */
export function describeNumber(value: number): string {
  return value.toLocaleString('en-US');
}
