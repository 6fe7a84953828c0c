import { LoggerService } from '@backstage/backend-plugin-api';
import PQueue from 'p-queue';
import { BitbucketServerApi, RequestContext } from '../bitbucket';
import { toAnswer } from '../discovery';
import { RepositoryMemory } from '../memory';
import { RepositoryHint, toHint, toIdentity } from '../reconcile';

/**
 * Makes hints at all repositories of projects, one request to the server at a
 * time: those that memory knows in them, and those that the server lists.
 */
export class ProjectHints {
  readonly #options: ProjectHintsOptions;
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #waiting = new Set<string>();

  constructor(options: ProjectHintsOptions) {
    this.#options = options;
  }

  /** Both keys of a renamed project go together: a repository has one look, by its new name. */
  add(projectKeys: readonly string[], context: RequestContext): void {
    const id = projectKeys.join().toLowerCase();
    if (this.#waiting.has(id)) {
      return;
    }
    this.#waiting.add(id);
    void this.#queue.add(async () => {
      this.#waiting.delete(id);
      await this.#hint(projectKeys, context);
    });
  }

  /** Resolves when nothing is left to do. */
  async drain(): Promise<void> {
    await this.#queue.onIdle();
  }

  async #hint(
    projectKeys: readonly string[],
    context: RequestContext,
  ): Promise<void> {
    const { hint, logger } = this.#options;
    if (context.signal?.aborted) {
      return;
    }
    try {
      const found = await this.#findRepositories(projectKeys, context);
      found.forEach(hint);
    } catch (error) {
      if (!context.signal?.aborted) {
        logger.warn(
          `${projectKeys.join(' and ')} could not be looked at, which is left to the next sweep: ${error}`,
        );
      }
    }
  }

  async #findRepositories(
    projectKeys: readonly string[],
    context: RequestContext,
  ): Promise<RepositoryHint[]> {
    const { memory } = this.#options;
    const found = new Map<string, RepositoryHint>();
    for (const projectKey of projectKeys) {
      for (const row of await memory.findInProject(projectKey)) {
        found.set(row.key, toHint(row));
      }
    }
    for (const projectKey of projectKeys) {
      for (const repository of await this.#list(projectKey, context)) {
        found.set(toIdentity(repository).key, repository);
      }
    }
    return [...found.values()];
  }

  /** None where there is no such project, as after a new key. */
  async #list(
    projectKey: string,
    context: RequestContext,
  ): Promise<RepositoryHint[]> {
    const { api, logger } = this.#options;
    const listed: RepositoryHint[] = [];
    try {
      for await (const page of api.readRepositories(projectKey, context)) {
        listed.push(
          ...page.map(({ id, projectKey: key, repoSlug }) => ({
            id,
            projectKey: key,
            repoSlug,
          })),
        );
      }
      return listed;
    } catch (error) {
      if (toAnswer(error, { about: 'project' }).outcome === 'unknown') {
        throw error;
      }
      logger.debug(`${projectKey} could not be listed: ${error}`);
      return [];
    }
  }
}

export interface ProjectHintsOptions {
  readonly api: BitbucketServerApi;
  readonly memory: RepositoryMemory;
  readonly logger: LoggerService;
  readonly hint: (repository: RepositoryHint) => void;
}
