import { isPersonalProject, WebhookScope } from '../bitbucket';
import {
  findFilterExcludingProject,
  readListedProjects,
  RepositoryNames,
  sweep,
} from '../discovery';
import { SetupArguments, SetupHost } from './types';

/** Projects or repositories that are listed, and why not more of them. */
export interface ListedScopes {
  readonly scopes: readonly WebhookScope[];
  readonly errors: readonly Error[];
}

/** Lists what has webhooks, each once, as the account of the integration sees it. */
export async function listScopes(
  host: SetupHost,
  options: Pick<SetupArguments, 'level'> & { signal: AbortSignal },
): Promise<ListedScopes> {
  return options.level === 'project'
    ? { scopes: await listProjects(host, options), errors: [] }
    : listRepositories(host, options);
}

/**
 * Lists the projects that a provider of a server takes in. Where no project is
 * shown, as to an account of single repositories, they are those of all
 * repositories. Personal ones are not among them.
 */
async function listProjects(
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

/** Lists the repositories that filters take in, but archived ones, which take no push. */
async function listRepositories(
  { host, providers }: SetupHost,
  { signal }: { signal: AbortSignal },
): Promise<ListedScopes> {
  const listed = new RepositoryNames();
  const scopes: WebhookScope[] = [];
  const errors: Error[] = [];
  for (const config of providers) {
    await sweep({
      api: host.api,
      config,
      known: new RepositoryNames(),
      isKnown: () => false,
      concurrency: host.hostConfig.maxConcurrentRequests,
      context: { signal },
      observer: {
        onProjectsListed: () => {},
        onProject: () => {},
        whileInProject: (_projectKey, work) => work(),
        onProjectDone: () => {},
        onIncompleteList: cause => errors.push(cause),
        onListed: async (repository, { given }) => {
          if (given?.outcome === 'unknown') {
            errors.push(given.cause);
            return;
          }
          const { projectKey, repoSlug, archived } = repository;
          if (!given && !archived && !listed.has(repository)) {
            listed.add(repository);
            scopes.push({ projectKey, repoSlug });
          }
        },
        onUnlisted: async () => {},
      },
    });
  }
  return { scopes, errors };
}

/** Names a project, or a repository, as people know it. */
export function toScopeName({ projectKey, repoSlug }: WebhookScope): string {
  return repoSlug === undefined ? projectKey : `${projectKey}/${repoSlug}`;
}
