import pMap from 'p-map';
import { isPersonalProject } from '../bitbucket';
import { findFilterExcludingProject } from './findExcludingFilter';
import { SweptProject } from './readAllProjects';
import { readServerList } from './readServerList';
import { RepositoryList } from './RepositoryList';
import { SweepUnderWay } from './SweepOptions';
import { sweepProject } from './sweepProject';
import { assertListed, tellListed, tellNotListed } from './sweepRepositories';

/**
 * Tells of the repositories of listed projects from the list of all
 * repositories, which takes the place of a list a project.
 *
 * @remarks
 * That list is believed in what it shows. A project of which it shows nothing
 * is asked for its own list, and so is every project where it breaks off.
 * Personal projects have no other list.
 */
export async function sweepByOneList(
  projects: AsyncIterable<SweptProject>,
  options: SweepUnderWay,
): Promise<void> {
  const { observer, tally, known, context } = options;
  const swept: SweptProject[] = [];
  for await (const project of projects) {
    swept.push(project);
  }
  if (options.seenProjects.isEmpty) {
    return;
  }
  const listed = swept.filter(
    project =>
      project.isListed &&
      !findFilterExcludingProject(options.config.filters, project),
  );
  const projectKeys = new Map(
    listed.map(({ projectKey }) => [projectKey.toLowerCase(), projectKey]),
  );
  const list = await tellOfServer(projectKeys, options);

  const settled = listed.filter(
    ({ projectKey }) => !list.failure && list.showsProject(projectKey),
  );
  settled.forEach(({ projectKey }) => {
    observer.onProject(projectKey, {});
    tally.addProject();
  });
  await tellNotListed(list, {
    ...options,
    names: settled.flatMap(({ projectKey }) => known.inProject(projectKey)),
  });
  settled.forEach(({ projectKey }) => observer.onProjectDone(projectKey));

  const settledProjects = new Set(settled);
  await pMap(
    swept.filter(project => !settledProjects.has(project)),
    project => sweepProject(project, { ...options, told: list }),
    { concurrency: options.concurrency, signal: context.signal },
  );
}

/** Tells of what the list shows, and of all personal projects. */
async function tellOfServer(
  projectKeys: Map<string, string>,
  options: SweepUnderWay,
): Promise<RepositoryList> {
  const { config, observer, known, seenProjects } = options;
  const { includePersonalRepos } = config.filters;
  const isListed = new Set(projectKeys.keys());
  const personalNames = known
    .projectKeys()
    .filter(key => isPersonalProject(key) && !seenProjects.has(key))
    .flatMap(key => known.inProject(key));
  const speaksFor = (projectKey: string) =>
    isListed.has(projectKey.toLowerCase()) ||
    (includePersonalRepos && isPersonalProject(projectKey));
  const pages = readServerList({ ...options, speaksFor, projectKeys });
  const list = new RepositoryList({ pages, about: 'server' });

  await observer.whileInProject('~', async () => {
    await tellListed(list, options);
    if (includePersonalRepos) {
      await assertListed(list, options);
    }
    await tellNotListed(list, { ...options, names: personalNames });
  });
  for (const [key, projectKey] of projectKeys) {
    if (!isListed.has(key)) {
      observer.onProjectDone(projectKey);
    }
  }
  return list;
}
