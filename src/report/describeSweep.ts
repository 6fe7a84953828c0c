import { AbsenceReason } from '../discovery';
import { SweepReport } from './SweepReport';

/** In words, by reason; undefined for what goes without saying. */
const LEFT_OUT: Readonly<Record<AbsenceReason, Noun | undefined>> = {
  projectKey: ['project', 'projects', 'left out by filters.projectKey'],
  'exclude.projectKey': [
    'project',
    'projects',
    'left out by filters.exclude.projectKey',
  ],
  repoSlug: leftOutBy('repoSlug'),
  'exclude.repoSlug': leftOutBy('exclude.repoSlug'),
  visibility: leftOutBy('visibility'),
  'labels.include': leftOutBy('labels.include'),
  'labels.exclude': leftOutBy('labels.exclude'),
  archived: ['archived repository', 'archived repositories', 'left out'],
  fork: ['fork', 'forks', 'left out'],
  personal: undefined,
  empty: ['empty repository', 'empty repositories', 'left out'],
  noBranch: ['repository', 'repositories', 'without the branch'],
  noFile: undefined,
  gone: undefined,
};

type Noun = readonly [singular: string, plural: string, rest?: string];

function leftOutBy(filter: string): Noun {
  return ['repository', 'repositories', `left out by filters.${filter}`];
}

/**
 * Describes a sweep, finished or under way, in one line.
 */
export function describeSweep(
  report: SweepReport,
  { now }: { now: number },
): string {
  const leftOut = Object.entries(LEFT_OUT).flatMap(([reason, noun]) => {
    const count = report.leftOut.get(reason as AbsenceReason);
    const near = report.nearMisses(reason as AbsenceReason);
    return noun && count ? [`${toWords(count, noun)}${toHint(near)}`] : [];
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
    `${toNumber(report.unknown)} unknown`,
    toWords(report.requests, ['request', 'requests']),
    `${toNumber(Math.round((now - report.startedAt) / 1000))} s`,
  ].join(', ');
}

function toHint(near: number): string {
  return near > 0
    ? ` (${toNumber(near)} of them for upper or lower case alone, which counts)`
    : '';
}

function toWords(count: number, [singular, plural, rest]: Noun): string {
  const words = [toNumber(count), count === 1 ? singular : plural, rest];
  return words.filter(Boolean).join(' ');
}

function toNumber(value: number): string {
  return value.toLocaleString('en-US');
}
