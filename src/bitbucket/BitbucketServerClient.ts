import type { BitbucketServerIntegrationConfig } from '@backstage/integration';
import { z } from 'zod';
import { toHostConfig } from '../config';
import { RequestContext } from '../http';
import { BitbucketServerApi } from './BitbucketServerApi';
import {
  BitbucketServerDefaultBranch,
  BitbucketServerListOptions,
  BitbucketServerPagedResponse,
  BitbucketServerProject,
  BitbucketServerRepository,
} from './clientTypes';
import { createBitbucketServerApi } from './createBitbucketServerApi';
import { FileAddress, toFileAddresses } from './toFileAddresses';
import { toRepositoryUrl } from './toRepositoryUrl';
import { toResponse, withPublicErrors } from './toResponse';

/**
 * Asks one Bitbucket Server for what a parser may need.
 *
 * @remarks
 * The client that a parser is given shares pace, retries and connections with
 * the discovery that calls it. Where the server refuses, a method throws a
 * `ResponseError` of `@backstage/errors`, with `statusCode`, `response` and the
 * beginning of the `body`, or a `NotFoundError` where it says so; its message
 * names method, URL and status. {@link BitbucketServerClient.withoutRetries}
 * gives a client that asks once.
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

  /**
   * Gives a client that asks once, where this one repeats what has failed and
   * waits out a server that asks to slow down.
   */
  withoutRetries(): BitbucketServerClient {
    const { config, api, context } = this;
    const asking = { config, api, context: { ...context, maxRetries: 0 } };
    return new BitbucketServerClient(asking);
  }

  /** `GET /projects`, one page of it. */
  async listProjects(options: {
    listOptions?: BitbucketServerListOptions;
  }): Promise<BitbucketServerPagedResponse<BitbucketServerProject>> {
    return withPublicErrors(
      this.api.getJson(pageOf(projectSchema), {
        resource: { segments: ['projects'], query: options.listOptions },
        context: this.context,
      }),
    );
  }

  /** `GET /projects/{projectKey}/repos`, one page of it. */
  async listRepositories(options: {
    projectKey: string;
    listOptions?: BitbucketServerListOptions;
  }): Promise<BitbucketServerPagedResponse<BitbucketServerRepository>> {
    return withPublicErrors(
      this.api.getJson(pageOf(repositorySchema), {
        resource: {
          segments: ['projects', options.projectKey, 'repos'],
          query: options.listOptions,
        },
        context: this.context,
      }),
    );
  }

  /**
   * `GET /projects/{projectKey}/repos/{repo}/raw/{path}`, as a `Response`
   * whatever its status. `at` is a branch, a tag or a commit; the default
   * branch where it is left out.
   *
   * @remarks
   * `path` is one from the root on, a location's target, or what is cut out of
   * one, such as `/a%20b.yaml?at=dev`. A name with a `%` in it is read as it
   * stands first, and decoded where there is no such file.
   */
  async getFile(options: {
    projectKey: string;
    repo: string;
    path: string;
    at?: string;
  }): Promise<Response> {
    const name = { projectKey: options.projectKey, repoSlug: options.repo };
    const [likeliest = options, ...others] = toFileAddresses(options);
    const read = (address: FileAddress) =>
      this.api.content.getRawFile(name, { ...address, context: this.context });
    let answer = await read(likeliest);
    for (const address of others) {
      if (answer.response.status === 404) {
        answer = await read(address);
      }
    }
    return toResponse(answer.response, answer);
  }

  /** `GET /projects/{projectKey}/repos/{repo}`; a `NotFoundError` where there is none. */
  async getRepository(options: {
    projectKey: string;
    repo: string;
  }): Promise<BitbucketServerRepository> {
    const { projectKey, repo } = options;
    return withPublicErrors(
      this.api.getJson(repositorySchema, {
        resource: { segments: ['projects', projectKey, 'repos', repo] },
        context: this.context,
      }),
      {
        notFound: `Repository '${repo}' in project '${projectKey}' does not exist`,
      },
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
    const ref = await withPublicErrors(
      this.api.content.getDefaultBranchRef(
        { projectKey, repoSlug: repo },
        this.context,
      ),
      {
        notFound: `Repository '${repo}' in project '${projectKey}' has no default branch`,
      },
    );
    return ref as unknown as BitbucketServerDefaultBranch;
  }

  /**
   * The address of a file as people browse it, without a request. `path` is
   * one from the root on, as it stands in an address, or begins with `/browse`,
   * as upstream wants it.
   *
   * @remarks
   * A file below a directory of that very name is found by its path without a
   * slash in front, or by `/browse/browse/...`.
   */
  resolvePath(options: { projectKey: string; repo: string; path: string }): {
    path: string;
  } {
    const { host, apiBaseUrl } = this.config;
    const { url } = toRepositoryUrl(
      { projectKey: options.projectKey, repoSlug: options.repo },
      { host, apiBaseUrl, integrationHosts: [host] },
    );
    const path = options.path
      .replace(/^\/+browse(?=[/?#]|$)/, '')
      .replace(/^\/+/, '');
    const separator = /^(?:[?#]|$)/.test(path) ? '' : '/';
    return { path: `${url}${separator}${path}` };
  }
}

// Loose: a parser may read whatever else its server sends, and what it leaves
// out stays out.
const projectSchema = z.looseObject({ key: z.string() });

const repositorySchema = z.looseObject({
  project: projectSchema,
  slug: z.string(),
}) as unknown as z.ZodType<BitbucketServerRepository>;

function pageOf<T>(item: z.ZodType<T>) {
  return z.looseObject({
    values: z.array(item),
    isLastPage: z.boolean(),
  }) as unknown as z.ZodType<BitbucketServerPagedResponse<T>>;
}
