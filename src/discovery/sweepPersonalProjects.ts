import { isPersonalProject, Repository } from '../bitbucket';
import { findFilterExcludingProject } from './findExcludingFilter';
import { RepositoryList } from './RepositoryList';
import { SweepUnderWay } from './SweepOptions';
import { sweepRepositories } from './sweepRepositories';

/**
 * Tells of every repository of a personal project, the known ones included
 * that the list does not show.
 *
 * @remarks
 * The list of projects has no personal ones, so they are picked out of the
 * list of all repositories: asking for those of each user would take a request
 * a user, and would make the server create a project for him.
 *
 * @internal
 */
export async function sweepPersonalProjects(
  options: SweepUnderWay,
): Promise<void> {
  const { known, observer, seenProjects } = options;
  const knownPersonalKeys = known
    .projectKeys()
    .filter(key => isPersonalProject(key) && !seenProjects.has(key));
  const projectKeys = new Map<string, string>();
  const rows = readPersonalRepositories(options, { projectKeys });

  await observer.whileInProject('~', () =>
    sweepRepositories(new RepositoryList({ rows, about: 'server' }), {
      ...options,
      knownInList: () => knownPersonalKeys.flatMap(key => known.inProject(key)),
    }),
  );
  projectKeys.forEach(projectKey => observer.onProjectDone(projectKey));
}

/** Notes the projects that it comes across, by their keys in lower case. */
async function* readPersonalRepositories(
  options: SweepUnderWay,
  { projectKeys }: { projectKeys: Map<string, string> },
): AsyncGenerator<Repository> {
  const { api, config, context, observer, seenProjects } = options;
  for await (const repository of api.readAllRepositories(context)) {
    const { projectKey } = repository;
    if (!isPersonalProject(projectKey)) {
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
}
