import { findFilterExcludingProject } from './findExcludingFilter';
import { SweptProject } from './readAllProjects';
import { RepositoryList } from './RepositoryList';
import { SweepUnderWay } from './SweepOptions';
import { sweepRepositories, tellUnlisted } from './sweepRepositories';
import { toAnswer } from './toAnswer';
import { AbsentOrUnknown } from './types';

interface ProjectOptions extends SweepUnderWay {
  /** A list that broke off, whose repositories are not told of once more. */
  readonly told?: RepositoryList;
}

/** Tells of all repositories of a project, also of known ones that are not listed. */
export async function sweepProject(
  project: SweptProject,
  options: ProjectOptions,
): Promise<void> {
  const { projectKey, isListed } = project;
  const { config, known, observer, tally } = options;

  const leftOutBy = findFilterExcludingProject(config.filters, project);
  if (leftOutBy) {
    tally.addLeftOutProject();
    if (isListed) {
      observer.onProject(projectKey, { leftOutBy });
      observer.onProjectDone(projectKey);
    }
    const given = { outcome: 'absent', reason: leftOutBy } as const;
    for (const name of known.inProject(projectKey)) {
      await tellUnlisted(name, { ...options, given });
    }
    return;
  }
  await observer.whileInProject(projectKey, () =>
    sweepIncluded(project, options),
  );
}

async function sweepIncluded(
  { projectKey, isListed }: SweptProject,
  options: ProjectOptions,
): Promise<void> {
  const { api, known, observer, context, tally, told } = options;
  if (!isListed) {
    const found = await findUnlisted(projectKey, options);
    if (found !== 'exists') {
      await tellOfMissing(projectKey, { ...options, found });
      return;
    }
  }
  observer.onProject(projectKey, {});
  const pages = api.readRepositories(projectKey, context);
  const list = new RepositoryList({ pages, about: 'project', told });
  await sweepRepositories(list, {
    ...options,
    projectKey,
    knownInList: () => known.inProject(projectKey),
  });
  tally.addProject({ repositories: list.size });
  observer.onProjectDone(projectKey);
}

/** What becomes of a project that the list does not show. */
type Unlisted = 'exists' | { renamedTo: string } | AbsentOrUnknown;

/** Asks for a known project that the list no longer shows. */
async function findUnlisted(
  projectKey: string,
  { api, context }: SweepUnderWay,
): Promise<Unlisted> {
  try {
    const found = await api.getProject(projectKey, context);
    // A renamed project may still answer to its old key.
    return found.projectKey.toLowerCase() === projectKey.toLowerCase()
      ? 'exists'
      : { renamedTo: found.projectKey };
  } catch (error) {
    return toAnswer(error, { about: 'project' });
  }
}

/** Tells of the known repositories of a project that is not there. */
async function tellOfMissing(
  projectKey: string,
  options: ProjectOptions & { found: Exclude<Unlisted, 'exists'> },
): Promise<void> {
  const { known, observer, credentials, seenProjects, found } = options;
  const names = known.inProject(projectKey);
  if ('renamedTo' in found) {
    const renamed = { projectKey: found.renamedTo, isListed: true };
    for (const name of names) {
      const movedTo = { ...name, projectKey: renamed.projectKey };
      await observer.onUnlisted(name, {
        given: { outcome: 'absent', reason: 'gone', movedTo },
      });
    }
    if (seenProjects.add(renamed.projectKey)) {
      await sweepProject(renamed, options);
    }
    return;
  }
  if (found.outcome === 'unknown') {
    observer.onIncompleteList(found.cause, { projectKey });
    await credentials.assertAfter(found);
  }
  for (const name of names) {
    await tellUnlisted(name, { ...options, given: found });
  }
}
