import { BitbucketServerApi, Project, RequestContext } from '../bitbucket';

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
