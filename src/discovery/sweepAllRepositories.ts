import { isPersonalProject } from '../bitbucket';
import { readServerList } from './readServerList';
import { RepositoryList } from './RepositoryList';
import { SweepUnderWay } from './SweepOptions';
import { sweepRepositories } from './sweepRepositories';

/**
 * Tells of every repository in the projects that the list of projects does
 * not show, the known ones included that the list of all repositories does not
 * show.
 *
 * @remarks
 * Asking for the repositories of each user would take a request a user, and
 * would make the server create a project for him. And whoever may read a
 * single repository alone may be shown no project, and be refused its list.
 */
export async function sweepAllRepositories(
  options: SweepUnderWay & {
    /** Personal ones, which are on no other list, or all where that is empty. */
    readonly projects: 'personal' | 'all';
  },
): Promise<void> {
  const { known, observer, projects, seenProjects } = options;
  const speaksFor = (projectKey: string) =>
    projects === 'all' || isPersonalProject(projectKey);
  const knownKeys = known
    .projectKeys()
    .filter(key => speaksFor(key) && !seenProjects.has(key));
  const projectKeys = new Map<string, string>();
  const pages = readServerList({ ...options, speaksFor, projectKeys });

  await observer.whileInProject('~', () =>
    sweepRepositories(new RepositoryList({ pages, about: 'server' }), {
      ...options,
      knownInList: () => knownKeys.flatMap(key => known.inProject(key)),
    }),
  );
  projectKeys.forEach(projectKey => observer.onProjectDone(projectKey));
}
