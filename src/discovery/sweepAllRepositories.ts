import { isPersonalProject, Repository } from '../bitbucket';
import { EmptyListsError } from './EmptyListsError';
import { findFilterExcludingProject } from './findExcludingFilter';
import { RepositoryList } from './RepositoryList';
import { SweepUnderWay } from './SweepOptions';
import { sweepRepositories } from './sweepRepositories';

/**
 * Which projects the list of all repositories is read for: for personal ones,
 * since the list of projects has none, or for all, where that list is empty.
 *
 * @internal
 */
export interface ListedProjects {
  readonly projects: 'personal' | 'all';
}

/**
 * Tells of every repository in the projects that the list of projects does
 * not show, the known ones included that the list of all repositories does not
 * show.
 *
 * @remarks
 * Asking for the repositories of each user would take a request a user, and
 * would make the server create a project for him. And whoever may read a
 * single repository alone may be shown no project, and be refused its list.
 *
 * @internal
 */
export async function sweepAllRepositories(
  options: SweepUnderWay & ListedProjects,
): Promise<void> {
  const { known, observer, seenProjects } = options;
  const knownKeys = known
    .projectKeys()
    .filter(key => isMeant(key, options) && !seenProjects.has(key));
  const projectKeys = new Map<string, string>();
  const rows = readRepositories(options, { projectKeys });

  await observer.whileInProject('~', () =>
    sweepRepositories(new RepositoryList({ rows, about: 'server' }), {
      ...options,
      knownInList: () => knownKeys.flatMap(key => known.inProject(key)),
    }),
  );
  projectKeys.forEach(projectKey => observer.onProjectDone(projectKey));
}

function isMeant(projectKey: string, { projects }: ListedProjects): boolean {
  return projects === 'all' || isPersonalProject(projectKey);
}

/** Notes the projects that it comes across, by their keys in lower case. */
async function* readRepositories(
  options: SweepUnderWay & ListedProjects,
  { projectKeys }: { projectKeys: Map<string, string> },
): AsyncGenerator<Repository> {
  const { api, config, context, observer, seenProjects } = options;
  for await (const repository of api.readAllRepositories(context)) {
    const { projectKey } = repository;
    if (!isMeant(projectKey, options)) {
      continue;
    }
    const leftOutBy = findFilterExcludingProject(config.filters, repository);
    if (seenProjects.add(projectKey)) {
      projectKeys.set(projectKey.toLowerCase(), projectKey);
      observer.onProjectsListed(1);
      observer.onProject(projectKey, { leftOutBy });
    }
    if (!leftOutBy && projectKeys.has(projectKey.toLowerCase())) {
      yield repository;
    }
  }
  if (seenProjects.isEmpty && !mayBeEmpty(options)) {
    throw new EmptyListsError({ host: api.host });
  }
}

/**
 * An account may have nothing but a personal project without a repository.
 * Nobody in particular is shown nothing for any reason.
 */
function mayBeEmpty({ api, config }: SweepUnderWay): boolean {
  return config.filters.includePersonalRepos && api.signsIn;
}
