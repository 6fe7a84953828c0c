import {
  BitbucketServerApi,
  isPersonalProject,
  Project,
  RequestContext,
  RequestError,
} from '../bitbucket';
import { SweepUnderWay } from './SweepOptions';

export interface SweptProject {
  readonly projectKey: string;
  /** False for one that is known from before, and that the list does not show. */
  readonly isListed: boolean;
}

/**
 * Yields every project of the list once, and then the known ones that the
 * list does not show, but for those that are looked for on the list of all
 * repositories: personal ones, and all of them where the list is empty.
 *
 * @remarks
 * A list that breaks off later is incomplete; one that cannot even be begun
 * ends the sweep.
 */
export async function* readAllProjects(
  options: SweepUnderWay,
): AsyncGenerator<SweptProject> {
  const { config, known, observer, credentials, seenProjects } = options;
  try {
    for await (const projects of readListedProjects(options)) {
      observer.onProjectsListed(projects.length);
      for (const { projectKey } of projects) {
        if (seenProjects.add(projectKey)) {
          yield { projectKey, isListed: true };
        }
      }
    }
  } catch (error) {
    if (seenProjects.isEmpty || !(error instanceof RequestError)) {
      throw error;
    }
    await credentials.assertAfter({ outcome: 'unknown', cause: error });
    observer.onIncompleteList(error, {});
  }
  if (seenProjects.isEmpty) {
    return;
  }
  for (const projectKey of known.projectKeys()) {
    const isSweptApart =
      config.filters.includePersonalRepos && isPersonalProject(projectKey);
    if (!isSweptApart && seenProjects.add(projectKey)) {
      yield { projectKey, isListed: false };
    }
  }
}

/**
 * Yields the pages of the list of projects. One that the server answers to
 * nobody in particular, as it does to a token that has expired, counts only
 * after the credentials are shown to be accepted.
 */
export async function* readListedProjects(options: {
  api: BitbucketServerApi;
  context: RequestContext;
}): AsyncGenerator<readonly Project[]> {
  const { api, context } = options;
  let isFirstPage = true;
  let isSettled = false;
  try {
    for await (const { projects, userName } of api.readProjects(context)) {
      if (userName === undefined && !isSettled) {
        await api.assertCredentials(context);
        isSettled = true;
      }
      isFirstPage = false;
      yield projects;
    }
  } catch (error) {
    throw isFirstPage ? (api.toCredentialsError(error) ?? error) : error;
  }
}
