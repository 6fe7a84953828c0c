import { LoggerService } from '@backstage/backend-plugin-api';
import PQueue from 'p-queue';
import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
  RequestError,
} from '../bitbucket';
import { toRepositoryId } from '../discovery';

/**
 * Checks all repositories of a project in the background, one project at a
 * time.
 *
 * @internal
 */
export class ProjectChecker {
  readonly #options: ProjectCheckerOptions;
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #waiting = new Set<string>();

  constructor(options: ProjectCheckerOptions) {
    this.#options = options;
  }

  /** Drops the project where a sweep is running: it sees the same. */
  add(projectKey: string, context: RequestContext): void {
    const id = projectKey.toLowerCase();
    if (this.#waiting.has(id)) {
      return;
    }
    this.#waiting.add(id);
    void this.#queue.add(async () => {
      this.#waiting.delete(id);
      await this.#check(projectKey, context);
    });
  }

  /** Resolves when nothing is left to do. */
  async drain(): Promise<void> {
    await this.#queue.onIdle();
  }

  async #check(projectKey: string, context: RequestContext): Promise<void> {
    const { check, logger } = this.#options;
    if (this.#isLeft(projectKey, context)) {
      return;
    }
    try {
      for (const name of await this.#findRepositories(projectKey, context)) {
        if (this.#isLeft(projectKey, context)) {
          return;
        }
        await check(name);
      }
    } catch (error) {
      logger.warn(`${projectKey} could not be checked: ${error}`);
    }
  }

  /** To the sweep that is running, or to the next one. */
  #isLeft(projectKey: string, context: RequestContext): boolean {
    const { isSweeping, logger } = this.#options;
    if (!isSweeping()) {
      return context.signal?.aborted === true;
    }
    logger.debug(`${projectKey} is left to the sweep that is running`);
    return true;
  }

  /** Those that the catalog knows in it, and those that the server lists. */
  async #findRepositories(
    projectKey: string,
    context: RequestContext,
  ): Promise<RepositoryName[]> {
    const { api, logger, readKnown } = this.#options;
    const names = new Map<string, RepositoryName>();
    for (const name of await readKnown(projectKey)) {
      names.set(toRepositoryId(name), name);
    }
    try {
      for await (const found of api.readRepositories(projectKey, context)) {
        const { repoSlug } = found;
        const name = { projectKey: found.projectKey, repoSlug };
        names.set(toRepositoryId(name), name);
      }
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      // The old key of a renamed project is no project any more. What is known
      // in it is looked at all the same, each by itself.
      logger.debug(`${projectKey} could not be listed: ${error.message}`);
    }
    return [...names.values()];
  }
}

/**
 * What a {@link ProjectChecker} works with.
 *
 * @internal
 */
export interface ProjectCheckerOptions {
  readonly api: BitbucketServerApi;
  readonly logger: LoggerService;
  readonly isSweeping: () => boolean;
  readonly check: (name: RepositoryName) => Promise<void>;
  /** The repositories in a project that the catalog holds something of. */
  readonly readKnown: (projectKey: string) => Promise<RepositoryName[]>;
}
