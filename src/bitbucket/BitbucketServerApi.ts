import { z, ZodType } from 'zod';
import { HttpResponse, RequestContext } from '../http';
import { BadCredentialsError, UnexpectedAnswerError } from './answerErrors';
import { readJsonPages } from './readPages';
import { RepositoryContentApi } from './RepositoryContentApi';
import { readUserName } from './readUserName';
import { Resource, RestClient } from './RestClient';
import {
  labelPageSchema,
  projectPageSchema,
  projectSchema,
  repositoryHashPageSchema,
  repositoryPageSchema,
  repositorySchema,
  serverSchema,
} from './schemas';
import { toRepositorySegments } from './toRestUrl';
import { isCredentialsDoubt, toFailureKind } from './toFailureKind';
import { toRepository } from './toRepository';
import {
  Project,
  ProjectPage,
  Repository,
  RepositoryHash,
  RepositoryName,
  Server,
} from './types';

/** So much of a name that the server gives is shown. */
const MAX_SHOWN = 100;
/** What a state means has to stay, whatever the credentials are. */
const STATES = new Set([
  'AVAILABLE',
  'INITIALISING',
  'INITIALISATION_FAILED',
  'OFFLINE',
]);

/**
 * The endpoints of the REST API that discovery uses, one short method each.
 * Every method throws a {@link RequestError} for an answer that is none.
 */
export class BitbucketServerApi {
  readonly host: string;
  readonly content: RepositoryContentApi;
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
    this.content = new RepositoryContentApi(options);
    this.#rest = options.rest;
    this.#credentials = options.credentials;
    this.#ownHosts = new Set([options.host.toLowerCase()]);
  }

  get signsIn(): boolean {
    return this.#credentials !== undefined;
  }

  /** Whether a link to this host is one of the server's own, as far as its lists have shown. */
  isOwnHost(host: string): boolean {
    return this.#ownHosts.has(host.toLowerCase());
  }

  /** `GET /application-properties`, which anybody may ask for. */
  async getServer(context: RequestContext): Promise<Server> {
    const { value, headers } = await this.#rest.getJson(serverSchema, {
      resource: { segments: ['application-properties'] },
      context,
    });
    return {
      version: this.#show(value.version),
      displayName: this.#show(value.displayName ?? 'Bitbucket'),
      userName: this.#toUserName(headers),
    };
  }

  /** `GET /projects`; personal projects are not among them. */
  async *readProjects(context: RequestContext): AsyncGenerator<ProjectPage> {
    const pages = readJsonPages(projectPageSchema, {
      rest: this.#rest,
      resource: { segments: ['projects'] },
      context,
    });
    for await (const { value, headers } of pages) {
      yield {
        projects: value.values
          .filter(({ key }) => !this.#rest.redactor.findsInName(key))
          .map(toProject),
        userName: this.#toUserName(headers),
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
    return toProject(value);
  }

  /** `GET /projects/{projectKey}/repos`, page by page; archived ones are among them. */
  readRepositories(
    projectKey: string,
    context: RequestContext,
  ): AsyncGenerator<readonly Repository[]> {
    const resource = { segments: ['projects', projectKey, 'repos'] };
    return this.#readRepositoryList({ resource, context });
  }

  /** `GET /repos?archived=ALL`: of all projects, personal and archived ones too. */
  readAllRepositories(
    context: RequestContext,
  ): AsyncGenerator<readonly Repository[]> {
    const resource = { segments: ['repos'], query: { archived: 'ALL' } };
    return this.#readRepositoryList({ resource, context, isOfServer: true });
  }

  /**
   * `GET /rest/mirroring/latest/repos?includeDefaultBranch=true`, which is
   * beside the API. A repository without a hash that means something is left
   * out. Throws where a page brings nothing but what others have brought.
   */
  async *readRepositoryHashes(
    context: RequestContext,
  ): AsyncGenerator<readonly RepositoryHash[]> {
    const segments = ['mirroring', 'latest', 'repos'];
    const query = { includeDefaultBranch: 'true' };
    const pages = readJsonPages(repositoryHashPageSchema, {
      rest: this.#rest,
      resource: { below: 'rest', segments, query },
      context,
    });
    const seen = new Set<number>();
    for await (const { value, url } of pages) {
      const fresh = value.values.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0 && value.values.length > 0) {
        const found = 'was answered with a page that came before';
        throw new UnexpectedAnswerError({ url, found });
      }
      fresh.forEach(({ id }) => seen.add(id));
      yield fresh.map(({ id, properties }) => ({
        id,
        contentHash: properties.contentHash.toLowerCase(),
        defaultBranch: properties.defaultBranchId?.replace(
          /^refs\/heads\//,
          '',
        ),
      }));
    }
  }

  /** `GET /labels/{label}/labeled?type=REPOSITORY` */
  readLabeledRepositories(
    label: string,
    context: RequestContext,
  ): AsyncGenerator<readonly Repository[]> {
    const segments = ['labels', label, 'labeled'];
    const resource = { segments, query: { type: 'REPOSITORY' } };
    return this.#readRepositoryList({ resource, context, isOfServer: true });
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}/labels` */
  async *readLabels(
    name: RepositoryName,
    context: RequestContext,
  ): AsyncGenerator<string> {
    const pages = readJsonPages(labelPageSchema, {
      rest: this.#rest,
      resource: { segments: [...toRepositorySegments(name), 'labels'] },
      context,
      unreadable: 'fatal',
    });
    for await (const { value } of pages) {
      yield* value.values.map(label => label.name);
    }
  }

  /** `GET /projects/{projectKey}/repos/{repoSlug}` */
  async getRepository(
    name: RepositoryName,
    context: RequestContext,
  ): Promise<Repository> {
    const { value } = await this.#rest.getJson(repositorySchema, {
      resource: { segments: toRepositorySegments(name) },
      context,
    });
    const repository = this.#toRepository(value);
    this.#noteOwnHost(repository);
    return repository;
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
   * `GET /profile/recent/repos` answers a known user alone. A server with public
   * access answers most other paths to anyone, and so hides that a token has
   * expired. A plain 403 comes from a server that knows the user.
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
      if (toFailureKind(error) !== 'forbidden') {
        throw this.toCredentialsError(error) ?? error;
      }
    }
  }

  /** The error that a refusal on a path everyone may read stands for. */
  toCredentialsError(error: unknown): BadCredentialsError | undefined {
    if (error instanceof Error && isAboutCredentials(error)) {
      return new BadCredentialsError({
        host: this.host,
        credentials: this.#credentials ?? 'missing credentials',
        cause: error,
      });
    }
    return undefined;
  }

  #toUserName(headers: HttpResponse['headers']): string | undefined {
    const name = readUserName(headers);
    return name && this.#show(name);
  }

  /** A link that repeats the credentials is as good as none. */
  #toRepository(row: z.infer<typeof repositorySchema>): Repository {
    const repository = toRepository(row);
    const { state, selfUrl = '' } = repository;
    const isLeak = this.#rest.redactor.findsInName(selfUrl);
    return {
      ...repository,
      state: STATES.has(state) ? state : this.#show(state),
      selfUrl: isLeak ? undefined : repository.selfUrl,
    };
  }

  /** A short text of the server, as it may stand in a line of the log. */
  #show(text: string): string {
    return this.#rest.redactor.quote(text).slice(0, MAX_SHOWN);
  }

  /** All links of a list are built on the one base URL of the server. */
  #noteOwnHost(repository: Repository | undefined): void {
    const url = repository?.selfUrl;
    if (url && URL.canParse(url)) {
      this.#ownHosts.add(new URL(url).host);
    }
  }

  async *#readRepositoryList(options: {
    resource: Resource;
    context: RequestContext;
    /** Such a list can be empty to nobody in particular, as to an expired token. */
    isOfServer?: true;
  }): AsyncGenerator<readonly Repository[]> {
    let isSettled = !options.isOfServer;
    const pages = readJsonPages(repositoryPageSchema, {
      ...options,
      rest: this.#rest,
    });
    for await (const { value, headers } of pages) {
      if (!isSettled && readUserName(headers) === undefined) {
        await this.assertCredentials(options.context);
      }
      isSettled = true;
      const repositories = value.values
        .filter(({ project, slug }) =>
          [project.key, slug].every(
            name => !this.#rest.redactor.findsInName(name),
          ),
        )
        .map(row => this.#toRepository(row));
      this.#noteOwnHost(repositories[0]);
      yield repositories;
    }
  }
}

function toProject({ key, id }: z.infer<typeof projectSchema>): Project {
  return { projectKey: key, id };
}

/** On a path that everyone may read, a lack of permission is about them too. */
function isAboutCredentials(error: Error): boolean {
  const kind = toFailureKind(error);
  return isCredentialsDoubt(kind) || kind === 'forbidden';
}
