import type { StandInBitbucket } from '../../standin/StandInBitbucket';
import type { StandInRepository } from '../../standin/types';
import { FILES, LABEL } from './ChangingServer';
import type { WorldOptions } from './types';

/** What there should be, by what the server has. */
export interface Truth {
  /** The addresses that the catalog holds, in order. */
  readonly targets: readonly string[];
  /** The repositories that have a file. */
  readonly makers: readonly StandInRepository[];
  /** What is remembered of repositories, in order. */
  readonly rows: readonly string[];
}

export function findTruth(
  standIn: StandInBitbucket,
  options: Pick<WorldOptions, 'catalogPath' | 'filter' | 'entities'>,
): Truth {
  const { model, baseUrl } = standIn;
  const repositories = model
    .projects()
    .flatMap(({ key }) => [...model.repositoriesOf(key)])
    .filter(repository => isTakenIn(repository, options));
  const all = repositories
    .flatMap(repository =>
      findPaths(repository, options).map(path => ({ repository, path })),
    )
    .sort((one, other) =>
      toPlace(one.repository) < toPlace(other.repository) ? -1 : 1,
    );
  const isTold = ({ repository: { slug } }: (typeof all)[0], index: number) =>
    options.entities === 'Locations' ||
    all.findIndex(({ repository }) => repository.slug === slug) === index;
  return {
    targets: all
      .filter(isTold)
      .map(({ repository, path }) => `${toUrl(repository, { baseUrl })}/${path}`)
      .sort(),
    makers: all.map(({ repository }) => repository),
    rows: repositories.map(each => `id:${each.id} ${toPlace(each)}`).sort(),
  };
}

function isTakenIn(
  { archived, labels, slug, project }: StandInRepository,
  { filter }: Pick<WorldOptions, 'filter'>,
): boolean {
  switch (filter) {
    case 'archived':
      return !archived;
    case 'label':
      return labels.includes(LABEL);
    case 'slug':
      return !slug.startsWith('t');
    case 'personal':
      return !project.startsWith('~');
    default:
      return true;
  }
}

function findPaths(
  { branches }: StandInRepository,
  { catalogPath }: Pick<WorldOptions, 'catalogPath'>,
): string[] {
  const files = [...(branches.main?.list() ?? [])];
  const isMeant = (path: string) =>
    catalogPath === '/**/catalog-info.yaml' || path === FILES[0];
  return FILES.filter(path => files.includes(path) && isMeant(path));
}

function toUrl(
  { project, slug }: StandInRepository,
  { baseUrl }: { baseUrl: string },
): string {
  const place = project.startsWith('~')
    ? `users/${project.slice(1)}`
    : `projects/${project}`;
  return `${baseUrl}/${place}/repos/${slug}/browse`;
}

/** By what of several the first is told. */
function toPlace({ project, slug }: StandInRepository): string {
  return `${project}/${slug}`.toLowerCase();
}
