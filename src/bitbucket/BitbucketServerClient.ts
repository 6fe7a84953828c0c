import { NotFoundError } from '@backstage/errors';
import { BitbucketServerIntegrationConfig } from '@backstage/integration';
import { z } from 'zod';
import { toHostConfig } from '../config';
import { RequestContext } from '../http';
import { BitbucketServerApi } from './BitbucketServerApi';
import { BitbucketServerResponseError } from './BitbucketServerResponseError';
import { createBitbucketServerApi } from './createBitbucketServerApi';
import { toRepositoryUrl } from './toRepositoryUrl';

/**
 * A project as the REST API gives it.
 *
 * @public
 */
export type BitbucketServerProject = {
  key: string;
};

/**
 * A repository as the REST API gives it, with an empty `description` and
 * `defaultBranch` where the server leaves them out.
 *
 * @remarks
 * No server names the default branch here;
 * {@link BitbucketServerClient.getDefaultBranch} asks for it.
 *
 * @public
 */
export type BitbucketServerRepository = {
  project: {
    key: string;
  };
  slug: string;
  description: string;
  links: Record<
    string,
    {
      href: string;
    }[]
  >;
  archived: boolean;
  defaultBranch: string;
};

/**
 * The default branch of a repository. Current servers leave out the fields
 * behind `type`.
 *
 * @public
 */
export type BitbucketServerDefaultBranch = {
  id: string;
  displayId: string;
  type: string;
  latestCommit: string;
  latestChangeset: string;
  isDefault: boolean;
};

/**
 * Which part of a list is asked for: `start` is 0 and `limit` is the
 * server's, 25 mostly, where they are left out.
 *
 * @public
 */
export type BitbucketServerListOptions = {
  [key: string]: number | undefined;
  limit?: number | undefined;
  start?: number | undefined;
};

/**
 * One page of a list; `nextPageStart` is missing on the last one.
 *
 * @public
 */
export type BitbucketServerPagedResponse<T> = {
  size: number;
  limit: number;
  start: number;
  isLastPage: boolean;
  values: T[];
  nextPageStart: number;
};

/**
 * Asks one Bitbucket Server for what a parser may need.
 *
 * @remarks
 * The client that a parser is given shares pace, retries and connections with
 * the discovery that calls it. Every method throws an error with method, URL
 * and status where the server does not answer with what was asked for.
 *
 * @public
 */
export class BitbucketServerClient {
  private readonly api: BitbucketServerApi;
  private readonly config: BitbucketServerIntegrationConfig;
  /** On whose behalf requests are made. */
  private readonly context?: RequestContext;

  /** Creates a client with a budget of its own. */
  static fromConfig(options: {
    config: BitbucketServerIntegrationConfig;
  }): BitbucketServerClient {
    return new BitbucketServerClient(options);
  }

  /** Creates a client with a budget of its own. */
  constructor(options: { config: BitbucketServerIntegrationConfig });
  constructor(options: {
    config: BitbucketServerIntegrationConfig;
    api?: BitbucketServerApi;
    context?: RequestContext;
  }) {
    this.config = options.config;
    this.context = options.context;
    this.api =
      options.api ?? createBitbucketServerApi(toHostConfig(options.config));
  }

  /** `GET /projects`, one page of it. */
  async listProjects(options: {
    listOptions?: BitbucketServerListOptions;
  }): Promise<BitbucketServerPagedResponse<BitbucketServerProject>> {
    return this.api.getJson(pageOf(projectSchema), {
      resource: { segments: ['projects'], query: options.listOptions },
      context: this.context,
    });
  }

  /** `GET /projects/{projectKey}/repos`, one page of it. */
  async listRepositories(options: {
    projectKey: string;
    listOptions?: BitbucketServerListOptions;
  }): Promise<BitbucketServerPagedResponse<BitbucketServerRepository>> {
    return this.api.getJson(pageOf(repositorySchema), {
      resource: {
        segments: ['projects', options.projectKey, 'repos'],
        query: options.listOptions,
      },
      context: this.context,
    });
  }

  /**
   * `GET /projects/{projectKey}/repos/{repo}/raw/{path}`, as a `Response`
   * whatever its status. `at` is a branch, a tag or a commit; the default
   * branch where it is left out.
   */
  async getFile(options: {
    projectKey: string;
    repo: string;
    path: string;
    at?: string;
  }): Promise<Response> {
    const { projectKey, repo, path, at } = options;
    const { status, headers, body } = await this.api.content.getRawFile(
      { projectKey, repoSlug: repo },
      { path, at, context: this.context },
    );
    const contentType = headers.get('content-type');
    return new Response(isBodiless(status) ? null : body, {
      status,
      headers: contentType ? { 'content-type': contentType } : {},
    });
  }

  /**
   * `GET /projects/{projectKey}/repos/{repo}`; a `NotFoundError` where there
   * is none.
   */
  async getRepository(options: {
    projectKey: string;
    repo: string;
  }): Promise<BitbucketServerRepository> {
    const { projectKey, repo } = options;
    return orNotFound(
      this.api.getJson(repositorySchema, {
        resource: { segments: ['projects', projectKey, 'repos', repo] },
        context: this.context,
      }),
      `Repository '${repo}' in project '${projectKey}' does not exist`,
    );
  }

  /**
   * `GET /projects/{projectKey}/repos/{repo}/default-branch`, or
   * `branches/default` on servers that have no such path; a `NotFoundError`
   * where there is none.
   */
  async getDefaultBranch(options: {
    projectKey: string;
    repo: string;
  }): Promise<BitbucketServerDefaultBranch> {
    const { projectKey, repo } = options;
    const ref = await orNotFound(
      this.api.content.getDefaultBranchRef(
        { projectKey, repoSlug: repo },
        this.context,
      ),
      `Repository '${repo}' in project '${projectKey}' has no default branch`,
    );
    return ref as unknown as BitbucketServerDefaultBranch;
  }

  /** The address of a file as people browse it, without a request. */
  resolvePath(options: { projectKey: string; repo: string; path: string }): {
    path: string;
  } {
    const { host, apiBaseUrl } = this.config;
    const { url } = toRepositoryUrl(
      { projectKey: options.projectKey, repoSlug: options.repo },
      { host, apiBaseUrl, integrationHosts: [host] },
    );
    return { path: `${url}/${options.path.replace(/^\/+/, '')}` };
  }
}

// Loose: a parser may read whatever else its server sends.
const projectSchema = z.looseObject({ key: z.string() });

const repositorySchema = z.looseObject({
  project: z.looseObject({ key: z.string() }),
  slug: z.string(),
  description: z.string().nullish().transform(orEmpty),
  links: z
    .record(z.string(), z.array(z.looseObject({ href: z.string() })))
    .nullish()
    .transform(links => links ?? {}),
  archived: z
    .boolean()
    .nullish()
    .transform(archived => archived ?? false),
  defaultBranch: z.string().nullish().transform(orEmpty),
});

function pageOf<T>(item: z.ZodType<T>) {
  return z.looseObject({
    values: z.array(item),
    isLastPage: z.boolean(),
  }) as unknown as z.ZodType<BitbucketServerPagedResponse<T>>;
}

function orEmpty(text: string | null | undefined): string {
  return text ?? '';
}

async function orNotFound<T>(answer: Promise<T>, message: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof BitbucketServerResponseError && error.status === 404
      ? new NotFoundError(message, error)
      : error;
  }
}

/** A `Response` refuses a body with these. */
function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
