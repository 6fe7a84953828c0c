import { listProjects } from './listProjects';
import { listRepositories } from './listRepositories';
import { ListedScopes, SetupArguments, SetupHost } from './types';

/**
 * Lists, each once, the projects or the repositories that any provider of a
 * server takes in, as the account of its integration sees them.
 */
export async function listScopes(
  host: SetupHost,
  options: { level: SetupArguments['level']; signal: AbortSignal },
): Promise<ListedScopes> {
  return options.level === 'project'
    ? { scopes: await listProjects(host, options), errors: [] }
    : listRepositories(host, options);
}
