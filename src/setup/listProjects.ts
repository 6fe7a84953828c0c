import { isPersonalProject, WebhookScope } from '../bitbucket';
import { findFilterExcludingProject, readListedProjects } from '../discovery';
import { SetupHost } from './types';

/**
 * Lists the projects that a provider of a server takes in. Where no project is
 * shown, as to an account of single repositories, they are those of all
 * repositories. Personal ones are not among them.
 */
export async function listProjects(
  { host, providers }: SetupHost,
  { signal }: { signal: AbortSignal },
): Promise<WebhookScope[]> {
  const { api } = host;
  const context = { signal };
  const keys = new Map<string, string>();
  const add = ({ projectKey }: WebhookScope) =>
    keys.set(projectKey.toLowerCase(), projectKey);
  for await (const projects of readListedProjects({ api, context })) {
    projects.forEach(add);
  }
  if (keys.size === 0) {
    for await (const repositories of api.readAllRepositories(context)) {
      repositories.forEach(add);
    }
  }
  return [...keys.values()]
    .map(projectKey => ({ projectKey }))
    .filter(
      project =>
        !isPersonalProject(project.projectKey) &&
        providers.some(
          ({ filters }) => !findFilterExcludingProject(filters, project),
        ),
    );
}
