import { z, ZodType } from 'zod';
import { HttpResponse, RequestContext } from '../http';
import { BadCredentialsError } from './BadCredentialsError';
import { BitbucketServerResponseError } from './BitbucketServerResponseError';
import { PageEnvelope, readPages } from './readPages';
import { Answer, Resource, RestClient } from './RestClient';
import {
  browseSchema,
  defaultBranchSchema,
  projectPageSchema,
  projectSchema,
  repositoryPageSchema,
  repositorySchema,
} from './schemas';
import { toRepository } from './toRepository';
import { DirectoryPage, Project, ProjectPage, Repository } from './types';

/** What a server gives at most; one that allows less gives less. */
const PAGE_LIMIT = 1000;

/**
 * Names a repository by its address.
 *
 * @internal
 */
export type RepositoryName = Pick<Repository, 'projectKey' | 'repoSlug'>;

/**
 * The endpoints of the REST API that discovery uses, one short method each.
 *
 * @remarks
 * Every method throws a {@link RequestError} for an answer that is none.
 *
 * @internal
 */
export class BitbucketServerApi {
  readonly host: string;
  readonly #rest: RestClient;
  readonly #credentials?: string;
  /** Hosts that the server's own links lead to, the configured one included. */
  readonly #ownHosts: Set<string>;

  constructor(options: {
    host: string;
    rest: RestClient;
    /** The kind of credentials in use, in words; undefined for none. */
    credentials?: string;
  }) {
    this.host = options.host;
    this.#rest = options.rest;
    this.#credentials = options.credentials;
    this.#ownHosts = new Set([options.host.toLowerCase()]);
  }

  /** Whether a link to this host is one of the server's own, as far as its lists have shown. */
  isOwnHost(host: string): boolean {
    return this.#ownHosts.has(host.toLowerCase());
  }

  /** `GET /projects`; personal projects are not among them. */
  async *readProjects(context: RequestContext): AsyncGenerator<ProjectPage> {
    const pages = this.#readPages(projectPageSchema, {
      segments: ['projects'],
      context,
    });
    for await (const { value, headers } of pages) {
      yield {
        projects: value.values.map(({ key }) => ({ projectKey: key })),
        userName: headers.get('x-ausername') ?? undefined,
      };
    }
  }

  /** `GET /projects/{projectKey}` */
  async getProject(
    projectKey: string,
    context: RequestContext,
  ): Promise<Project> {
    const { value } = await this.#rest.getJson(projectSchema, {
      resource: { segments: ['projects', projectKey] },
      context,
    });
    return { projectKey: value.key };
  }

  /** `GET /projects/{projectKey}/repos`; archived ones are among them. */
  async *readRepositories(
    projectKey: string,
    context: RequestContext,
  ): AsyncGenerator<Repository> {
    const pages = this.#readPages(repositoryPageSchema, {
      segments: ['projects', projectKey, 'repos'],
      context,
    });
    for await (const { value } of pages) {
      const repositories = value.values.map(toRepository);
      this.#noteOwnHost(repositories[0]);
      yield* repositories;
    }
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}` */
  async getRepository(
    name: RepositoryName,
    context: RequestContext,
  ): Promise<Repository> {
    const { value } = await this.#rest.getJson(repositorySchema, {
      resource: { segments: toSegments(name) },
      context,
    });
    const repository = toRepository(value);
    this.#noteOwnHost(repository);
    return repository;
  }

  /**
   * `GET /projects/{projectKey}/repos/{repoSlug}/browse/{directory}`; yields
   * nothing where that path is a file.
   */
  async *readDirectory(
    name: RepositoryName,
    options: { directory: string; at?: string; context: RequestContext },
  ): AsyncGenerator<DirectoryPage> {
    const { directory, at, context } = options;
    const pages = readPages(async start => {
      const { value, url } = await this.#rest.getJson(browseSchema, {
        resource: {
          segments: [
            ...toSegments(name),
            'browse',
            ...directory.split('/').filter(Boolean),
          ],
          query: { at, start: start || undefined, limit: PAGE_LIMIT },
        },
        context,
      });
      // The page is nested; a file has none.
      const { isLastPage, nextPageStart } = value.children ?? {
        isLastPage: true,
      };
      return { page: { ...value, isLastPage, nextPageStart }, url };
    });
    for await (const { revision, children } of pages) {
      if (children) {
        yield {
          revision: revision ?? undefined,
          // A directory that holds nothing but a directory is listed as one
          // row with several components; a file always has one.
          fileNames: children.values
            .filter(child => child.type === 'FILE')
            .map(child => child.path.components.join('/')),
        };
      }
    }
  }

  /** The short name of what {@link getDefaultBranchRef} gives. */
  async getDefaultBranch(
    name: RepositoryName,
    context: RequestContext,
  ): Promise<string> {
    return (await this.getDefaultBranchRef(name, context)).displayId;
  }

  /**
   * `GET /projects/{projectKey}/repos/{repoSlug}/default-branch`, or
   * `branches/default` on servers that have no such path.
   */
  async getDefaultBranchRef(
    name: RepositoryName,
    context?: RequestContext,
  ): Promise<z.infer<typeof defaultBranchSchema>> {
    const get = async (...segments: string[]) => {
      const { value } = await this.#rest.getJson(defaultBranchSchema, {
        resource: { segments: [...toSegments(name), ...segments] },
        context,
      });
      return value;
    };
    try {
      return await get('default-branch');
    } catch (error) {
      const isUnknownPath =
        error instanceof BitbucketServerResponseError &&
        error.status === 404 &&
        error.exceptionName === undefined;
      if (!isUnknownPath) {
        throw error;
      }
      return get('branches', 'default');
    }
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}/raw/{path}`, whatever the status. */
  async getRawFile(
    name: RepositoryName,
    options: { path: string; at?: string; context?: RequestContext },
  ): Promise<HttpResponse> {
    const { path, at, context } = options;
    const { response } = await this.#rest.get({
      resource: {
        segments: [
          ...toSegments(name),
          'raw',
          ...path.split('/').filter(Boolean),
        ],
        query: { at },
      },
      context,
    });
    return response;
  }

  /** GET of any other resource, as JSON of any shape. */
  async getJson<T>(
    schema: ZodType<T>,
    options: { resource: Resource; context?: RequestContext },
  ): Promise<T> {
    return (await this.#rest.getJson(schema, options)).value;
  }

  /**
   * Throws unless the server accepts the credentials of this host.
   *
   * @remarks
   * `GET /profile/recent/repos` answers a known user alone. A server with
   * public access answers most other paths to anyone, and so hides that a
   * token has expired. A plain 403 comes from a server that knows the user.
   */
  async assertCredentials(context: RequestContext): Promise<void> {
    if (!this.#credentials) {
      return;
    }
    try {
      await this.#rest.getJson(z.unknown(), {
        resource: {
          segments: ['profile', 'recent', 'repos'],
          query: { limit: 1 },
        },
        context,
      });
    } catch (error) {
      if (!isPlainlyForbidden(error)) {
        throw this.toCredentialsError(error) ?? error;
      }
    }
  }

  /** The error that a refusal on a path everyone may read stands for. */
  toCredentialsError(error: unknown): BadCredentialsError | undefined {
    if (
      error instanceof BitbucketServerResponseError &&
      (error.status === 401 || error.status === 403)
    ) {
      return new BadCredentialsError({
        url: error.url,
        host: this.host,
        credentials: this.#credentials ?? 'missing credentials',
        cause: error,
      });
    }
    return undefined;
  }

  /** All links of a list are built on the one base URL of the server. */
  #noteOwnHost(repository: Repository | undefined): void {
    const url = repository?.selfUrl;
    if (url && URL.canParse(url)) {
      this.#ownHosts.add(new URL(url).host);
    }
  }

  async *#readPages<TPage extends PageEnvelope>(
    schema: ZodType<TPage>,
    options: { segments: readonly string[]; context: RequestContext },
  ): AsyncGenerator<Answer<TPage>> {
    const { segments, context } = options;
    const pages = readPages(async start => {
      const answer = await this.#rest.getJson(schema, {
        resource: {
          segments,
          query: { start: start || undefined, limit: PAGE_LIMIT },
        },
        context,
      });
      const { isLastPage, nextPageStart } = answer.value;
      return { page: { isLastPage, nextPageStart, answer }, url: answer.url };
    });
    for await (const { answer } of pages) {
      yield answer;
    }
  }
}

function toSegments({ projectKey, repoSlug }: RepositoryName): string[] {
  return ['projects', projectKey, 'repos', repoSlug];
}

/** A 403 that is not about a captcha or another trouble of signing in. */
function isPlainlyForbidden(error: unknown): boolean {
  return (
    error instanceof BitbucketServerResponseError &&
    error.status === 403 &&
    !error.exceptionName?.endsWith('AuthenticationException')
  );
}
