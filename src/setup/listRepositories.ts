import { WebhookScope } from '../bitbucket';
import { RepositoryNames, sweep } from '../discovery';
import { ListedScopes, SetupHost } from './types';

/**
 * Lists the repositories that a provider of a server takes in by all of its
 * filters. An archived one takes no push, and is left out.
 */
export async function listRepositories(
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
