import { AdvisedError, Repository } from '../bitbucket';
import { findFilterExcludingProject } from './findExcludingFilter';
import { SweepUnderWay } from './SweepOptions';

/**
 * Yields those repositories on the list of all repositories that it speaks for
 * and whose projects no filter leaves out. Tells of the projects that no list
 * has shown before.
 */
export async function* readServerList(
  options: SweepUnderWay & {
    /** Whether a project is told of from this list. */
    speaksFor: (projectKey: string) => boolean;
    /** The projects that are, by their keys in lower case. */
    projectKeys: Map<string, string>;
  },
): AsyncGenerator<readonly Repository[]> {
  const { api, config, context, observer, seenProjects } = options;
  const { speaksFor, projectKeys } = options;
  const isTold = (repository: Repository) => {
    const { projectKey } = repository;
    if (!speaksFor(projectKey)) {
      return false;
    }
    const leftOutBy = findFilterExcludingProject(config.filters, repository);
    if (seenProjects.add(projectKey)) {
      projectKeys.set(projectKey.toLowerCase(), projectKey);
      observer.onProjectsListed(1);
      observer.onProject(projectKey, { leftOutBy });
    }
    return !leftOutBy && projectKeys.has(projectKey.toLowerCase());
  };
  let repositories = 0;
  for await (const page of api.readAllRepositories(context)) {
    repositories += page.length;
    yield page.filter(isTold);
  }
  options.tally.noteServer({ repositories });
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

/** The server listed no project and no repository at all. */
export class EmptyListsError extends Error implements AdvisedError {
  override readonly name = 'EmptyListsError';
  readonly failureAdvice = {
    mayPass: false,
    advice:
      'check that the account of integrations.bitbucketServer may read at least one repository',
  };

  constructor(options: { host: string }) {
    super(
      `${options.host} listed no project and no repository at all, which a lost permission and an expired token look like too`,
    );
  }
}
