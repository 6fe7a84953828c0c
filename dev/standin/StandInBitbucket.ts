import { findDeviations } from './api/findDeviations';
import { authenticate, type Viewer } from './authenticate';
import type { PagedList } from './endpoints/types';
import { toErrorBody } from './errorBody';
import { findRoute, type FoundRoute } from './findRoute';
import { createProject, type ProjectSeed } from './model/createProject';
import { createRepository, type RepositorySeed } from './model/createRepository';
import { MemoryModel } from './model/MemoryModel';
import type { PageLimits } from './page';
import { RepositoryHashList } from './RepositoryHashList';
import {
  RequestLog,
  type LoggedRequest,
  type UnknownRequest,
} from './RequestLog';
import type { StandInBitbucketOptions } from './StandInBitbucketOptions';
import { StandInRefusal } from './StandInRefusal';
import {
  toEmptyResponse,
  toFileResponse,
  toJsonResponse,
  toUnknownResponse,
  type ResponseFacts,
} from './toResponse';
import type {
  FileAddress,
  StandInModel,
  StandInRepository,
  StandInRequest,
  StandInResponse,
} from './types';
import { WebhookRegistry } from './webhook/WebhookRegistry';

const officialLimits: Record<PagedList, PageLimits> = {
  projects: { default: 25, max: 1000 },
  repositories: { default: 25, max: 1000 },
  children: { default: 500, max: 1000 },
  files: { default: 25, max: 100_000 },
  lines: { default: 500, max: 5000 },
  labels: { default: 25, max: 1000 },
  webhooks: { default: 25, max: 1000 },
};

/**
 * Answers requests as a Bitbucket Server would, from a model of projects,
 * repositories and files.
 */
export class StandInBitbucket {
  /** Every request that was answered, and those it should not have been sent. */
  readonly log = new RequestLog();
  readonly model: StandInModel;
  /** How true the list of hashes is. */
  readonly hashes: RepositoryHashList;
  /** The webhooks that projects and repositories have. */
  readonly webhooks = new WebhookRegistry();
  private readonly options: StandInBitbucketOptions;
  private readonly pageLimits: Record<PagedList, PageLimits>;
  private readonly version: string;
  private base: string;
  private planned: { at: number; happens: () => void }[] = [];

  constructor(options: StandInBitbucketOptions) {
    const { projects = [], repositories = [], maxLimit = {} } = options;
    this.options = options;
    this.version = options.version ?? '9.4.0';
    this.model =
      options.model ??
      new MemoryModel({
        projects: Array.from(projects, createProject),
        repositories: Array.from(repositories, createRepository),
      });
    this.hashes = new RepositoryHashList({
      behaviour: options.hashes ?? 'true',
    });
    this.base = options.baseUrl.replace(/\/+$/, '');
    this.pageLimits = { ...officialLimits };
    for (const list of Object.keys(officialLimits) as PagedList[]) {
      const limits = officialLimits[list];
      const max = maxLimit[list] ?? limits.max;
      const fallback = Math.min(limits.default, max);
      this.pageLimits[list] = { default: fallback, max };
    }
  }

  /** The address that links are built on. */
  get baseUrl(): string {
    return this.base;
  }

  /** Requests in the order they came in. */
  get requests(): readonly LoggedRequest[] {
    return this.log.requests;
  }

  /** Requests, or parameters of them, that the stand-in does not know. */
  get unknownRequests(): readonly UnknownRequest[] {
    return this.log.unknownRequests;
  }

  /** Builds links on another address from now on. */
  moveTo(baseUrl: string): void {
    this.base = baseUrl.replace(/\/+$/, '');
  }

  /** Logs and answers one request. */
  answer(request: StandInRequest): StandInResponse {
    return this.answerLogged(request, { requestNumber: this.log.add(request) });
  }

  /** Answers a request that is logged already. */
  answerLogged(
    request: StandInRequest,
    options: { requestNumber: number },
  ): StandInResponse {
    this.doPlanned();
    const facts: ResponseFacts = { ...options };
    const contextPath = this.options.contextPath ?? new URL(this.base).pathname;
    const { version } = this;
    const route = findRoute(request, { contextPath, version });
    if (!route) {
      this.log.addUnknown(request, { reason: 'unknown address' });
      return toUnknownResponse(facts);
    }
    const query = request.url.searchParams;
    const { method } = request;
    for (const reason of findDeviations({ ...route, method, query })) {
      this.log.addUnknown(request, { reason });
    }
    try {
      const { authorization } = request.headers;
      const viewer = authenticate(authorization, this.options);
      facts.viewer = viewer;
      return this.answerRoute(route, { request, facts, viewer });
    } catch (error) {
      if (error instanceof StandInRefusal) {
        const { status, entry } = error;
        return toJsonResponse(toErrorBody(entry), { ...facts, status });
      }
      throw error;
    }
  }

  /** Gives a repository, to be looked at or changed. */
  repository(
    projectKey: string,
    options: { slug: string },
  ): StandInRepository {
    const repository = this.model.repository(projectKey, options);
    if (!repository) {
      throw new Error(
        `The stand-in has no repository ${projectKey}/${options.slug}`,
      );
    }
    return repository;
  }

  /** Writes a file to a branch, the default branch when none is given. */
  writeFile(
    projectKey: string,
    options: FileAddress & { content: string },
  ): void {
    this.model.writeFile(projectKey, options);
  }

  /** Removes a file from a branch, the default branch when none is given. */
  removeFile(projectKey: string, options: FileAddress): void {
    this.model.removeFile(projectKey, options);
  }

  /** Adds a project of the key, filled in where the seed is silent. */
  addProject(seed: ProjectSeed): void {
    this.memory.addProject(createProject(seed));
  }

  /** Removes a project with its repositories. */
  removeProject(projectKey: string): void {
    this.memory.removeProject(projectKey);
  }

  /** Adds a repository, filled in where the seed is silent, under an id that nobody has. */
  addRepository(seed: RepositorySeed): void {
    const repository = createRepository(seed);
    const taken = new Set(
      this.model
        .projects()
        .flatMap(({ key }) => this.model.repositoriesOf(key))
        .map(({ id }) => id),
    );
    while (seed.id === undefined && taken.has(repository.id)) {
      repository.id += 1;
    }
    this.memory.addRepository(repository);
  }

  removeRepository(projectKey: string, options: { slug: string }): void {
    this.memory.removeRepository(projectKey, options);
  }

  /** Gives a repository another slug and name; its id stays. */
  renameRepository(
    projectKey: string,
    options: { slug: string; to: string },
  ): void {
    this.moveRepository(projectKey, { ...options, toProject: projectKey });
  }

  /** Puts a repository into a project, under a slug; its id stays. */
  moveRepository(
    projectKey: string,
    options: { slug: string; toProject: string; to?: string },
  ): void {
    const { slug, toProject, to = slug } = options;
    const repository = this.repository(projectKey, { slug });
    this.memory.removeRepository(projectKey, { slug });
    if (this.options.oldNames === 'followed') {
      this.memory.followName(projectKey, repository);
    }
    repository.project = toProject;
    repository.slug = to.toLowerCase();
    repository.name = to;
    this.memory.addRepository(repository);
  }

  /** Gives a project another key and name; the ids stay. */
  renameProject(key: string, options: { to: string }): void {
    const { to } = options;
    const project = this.memory.project(key);
    if (!project) {
      throw new Error(`The stand-in has no project ${key}`);
    }
    const repositories = this.memory.repositoriesOf(key);
    this.memory.removeProject(key);
    if (this.options.oldNames === 'followed') {
      this.memory.followKey(key, project);
    }
    project.key = to;
    project.name = to;
    this.memory.addProject(project);
    for (const repository of repositories) {
      repository.project = to;
      this.memory.addRepository(repository);
    }
  }

  /** Has something happen before the n-th request from now is answered. */
  before(nth: number, happens: () => void): void {
    this.planned.push({ at: this.log.total + nth, happens });
  }

  /** Archives a repository. */
  archive(projectKey: string, options: { slug: string }): void {
    this.repository(projectKey, options).archived = true;
  }

  private doPlanned(): void {
    const due = this.planned.filter(({ at }) => at <= this.log.total);
    this.planned = this.planned.filter(({ at }) => at > this.log.total);
    due.forEach(({ happens }) => happens());
  }

  private get memory(): MemoryModel {
    if (!(this.model instanceof MemoryModel)) {
      throw new Error('This model is changed where it is read from');
    }
    return this.model;
  }

  private answerRoute(
    route: FoundRoute,
    options: { request: StandInRequest; facts: ResponseFacts; viewer: Viewer },
  ): StandInResponse {
    const { request, facts, viewer } = options;
    const answer = route.endpoint({
      model: this.model,
      baseUrl: this.base,
      ssh: this.options.ssh ?? 'enabled',
      viewer,
      query: request.url.searchParams,
      body: request.body ?? '',
      names: route.names,
      path: route.path,
      pageLimits: this.pageLimits,
      strictPageSize: this.options.strictPageSize,
      version: this.version,
      majorVersion: Number.parseInt(this.version, 10),
      emptyDefaultBranch: this.options.emptyDefaultBranch ?? 'not-found',
      hashes: this.hashes,
      webhooks: this.webhooks,
    });
    switch (answer.kind) {
      case 'json':
        return toJsonResponse(answer.value, {
          ...facts,
          status: answer.status ?? 200,
        });
      case 'file':
        return toFileResponse(answer.content, facts);
      default:
        return toEmptyResponse(facts);
    }
  }
}
