import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
  RequestError,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { DEFAULT_BRANCH_ANNOTATION } from '../entities';
import { readKnownInRepository } from '../known';
import { DefaultBranches } from './DefaultBranches';

const BRANCH_PREFIX = 'refs/heads/';

/**
 * Tells the pushes that touch a branch which discovery looks at from those
 * that do not.
 *
 * @internal
 */
export class PushFilter {
  readonly #options: PushFilterOptions;
  /** Of repositories that the catalog holds nothing of. */
  readonly #defaultBranches = new DefaultBranches();

  constructor(options: PushFilterOptions) {
    this.#options = options;
  }

  /**
   * Whether a push to these refs matters. One whose branch cannot be told
   * does.
   */
  async matters(
    push: { name: RepositoryName; refs: readonly string[] },
    context: RequestContext,
  ): Promise<boolean> {
    for (const { ref } of this.#options.config.refs) {
      const isRead =
        ref === undefined
          ? await this.#touchesDefaultBranch(push, context)
          : push.refs.includes(toFullRef(ref));
      if (isRead) {
        return true;
      }
    }
    return false;
  }

  /** Forgets a default branch that has become another one. */
  forget(name: RepositoryName): void {
    this.#defaultBranches.forget(name, this.#options);
  }

  async #touchesDefaultBranch(
    push: { name: RepositoryName; refs: readonly string[] },
    context: RequestContext,
  ): Promise<boolean> {
    const branch = await this.#findDefaultBranch(push.name, context);
    return branch === undefined || push.refs.includes(toFullRef(branch));
  }

  async #findDefaultBranch(
    name: RepositoryName,
    context: RequestContext,
  ): Promise<string | undefined> {
    const known = await this.#readKnown(name);
    if (known !== undefined) {
      return known;
    }
    try {
      const { api } = this.#options;
      return await this.#defaultBranches.get(name, { api, context });
    } catch (error) {
      if (error instanceof RequestError) {
        return undefined;
      }
      throw error;
    }
  }

  async #readKnown(name: RepositoryName): Promise<string | undefined> {
    const { catalog, auth, providerName } = this.#options;
    if (!catalog || !auth) {
      return undefined;
    }
    const known = await readKnownInRepository(name, {
      catalog,
      auth,
      providerName,
    });
    return known
      .map(entity => entity.metadata.annotations?.[DEFAULT_BRANCH_ANNOTATION])
      .find(branch => branch !== undefined);
  }
}

function toFullRef(ref: string): string {
  return ref.startsWith('refs/') ? ref : `${BRANCH_PREFIX}${ref}`;
}

/**
 * What a {@link PushFilter} goes by.
 *
 * @internal
 */
export interface PushFilterOptions {
  readonly providerName: string;
  readonly config: ProviderConfig;
  readonly api: BitbucketServerApi;
  readonly catalog?: CatalogService;
  readonly auth?: AuthService;
}
