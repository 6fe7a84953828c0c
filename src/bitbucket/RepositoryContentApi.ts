import { z } from 'zod';
import { HttpResponse, RequestContext } from '../http';
import { DirectoryLooks } from './DirectoryLooks';
import { readJsonPages } from './readPages';
import { RestAnswer, RestClient } from './RestClient';
import {
  browsePageSchema,
  commitPageSchema,
  defaultBranchSchema,
  filePageSchema,
} from './schemas';
import { toDirectoryPage } from './toDirectoryPage';
import { toFailureKind } from './toFailureKind';
import { toRepositorySegments } from './toRestUrl';
import { DirectoryFile, DirectoryPage, RepositoryName } from './types';

/** Servers give up to 100,000 paths, which may be more than a body may hold. */
const FILES_LIMIT = 10_000;
const OK = 200;

/** What is looked at in a repository, at a ref or else on the default branch. */
export interface ContentOptions {
  /** From the root on; empty for the root. */
  readonly path: string;
  readonly at?: string;
  readonly context: RequestContext;
}

/**
 * The endpoints of the REST API for what a repository holds, one short method
 * each. Every method throws a {@link RequestError} for an answer that is none.
 */
export class RepositoryContentApi {
  /** Whoever wants to hear what is seen of directories. */
  readonly looks = new DirectoryLooks();
  readonly #rest: RestClient;

  constructor(options: { rest: RestClient }) {
    this.#rest = options.rest;
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}/browse/{path}`; nothing for a file. */
  async *readDirectory(
    name: RepositoryName,
    options: ContentOptions,
  ): AsyncGenerator<DirectoryPage> {
    const { path, at, context } = options;
    const pages = readJsonPages(browsePageSchema, {
      rest: this.#rest,
      resource: toResource(name, { endpoint: 'browse', path, at }),
      context,
      unreadable: 'fatal',
    });
    const { projectKey, repoSlug } = name;
    const tell = await this.looks.onLook({ projectKey, repoSlug, path, at });
    const files: DirectoryFile[] = [];
    let isComplete = false;
    try {
      for await (const { value } of pages) {
        if (value.children) {
          const page = toDirectoryPage(value.children.values, value);
          files.push(...page.files);
          yield page;
        }
      }
      isComplete = true;
    } finally {
      // Also where whoever looks has seen enough, or the rest was not to be had.
      await tell({ files, isComplete });
    }
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}/files/{path}`: all paths below, by pages. */
  async *readFiles(
    name: RepositoryName,
    options: ContentOptions,
  ): AsyncGenerator<readonly string[]> {
    const pages = readJsonPages(filePageSchema, {
      rest: this.#rest,
      resource: toResource(name, { ...options, endpoint: 'files' }),
      context: options.context,
      limit: FILES_LIMIT,
      unreadable: 'fatal',
    });
    for await (const { value } of pages) {
      yield value.values;
    }
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}/raw/{path}`, whatever the status. */
  async getRawFile(
    name: RepositoryName,
    options: Omit<ContentOptions, 'context'> & { context?: RequestContext },
  ): Promise<RestAnswer> {
    return this.#rest.get({
      resource: toResource(name, { ...options, endpoint: 'raw' }),
      context: options.context,
    });
  }

  /** The same, but throws for any status but those of a file. */
  async readRawFile(
    name: RepositoryName,
    options: ContentOptions,
  ): Promise<HttpResponse> {
    const answer = await this.getRawFile(name, options);
    if (answer.response.status !== OK) {
      throw this.#rest.toError(answer);
    }
    return answer.response;
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}/archive`, as a gzipped tar in a file. */
  async saveArchive(
    name: RepositoryName,
    options: {
      query: Readonly<Record<string, string>>;
      context: RequestContext & { saveBodyTo: string };
    },
  ): Promise<void> {
    const { query, context } = options;
    const answer = await this.#rest.get({
      resource: { segments: [...toRepositorySegments(name), 'archive'], query },
      context,
    });
    if (answer.response.status !== OK) {
      throw this.#rest.toError(answer);
    }
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}/commits`, the id of the first one. */
  async getLatestCommit(
    name: RepositoryName,
    options: { until?: string; context: RequestContext },
  ): Promise<string> {
    const { until, context } = options;
    const { value } = await this.#rest.getJson(commitPageSchema, {
      resource: {
        segments: [...toRepositorySegments(name), 'commits'],
        query: { until, limit: 1 },
      },
      context,
    });
    return value.values[0].id;
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
        resource: { segments: [...toRepositorySegments(name), ...segments] },
        context,
      });
      return value;
    };
    try {
      return await get('default-branch');
    } catch (error) {
      if (toFailureKind(error) !== 'noEndpoint') {
        throw error;
      }
      return get('branches', 'default');
    }
  }
}

function toResource(
  name: RepositoryName,
  options: { endpoint: string; path: string; at?: string },
) {
  const { endpoint, path, at } = options;
  return {
    segments: [
      ...toRepositorySegments(name),
      endpoint,
      ...path.split('/').filter(Boolean),
    ],
    query: { at },
  };
}
