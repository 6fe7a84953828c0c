import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pollUntil } from '../pollUntil';
import type { StandInCredentials } from '../standin/authenticate';
import {
  startStandInProcess,
  type StandInProcess,
  type StandInProcessOptions,
} from '../standin/startStandInProcess';
import { postWebhook } from '../standin/webhook/postWebhook';
import {
  startBackendProcess,
  type BackendProcess,
} from '../startBackendProcess';

const WEBHOOK_SECRET = 'webhook-secret-5f09a2';
/** Only what triggers a run starts it again. */
const SCHEDULE = { frequency: { hours: 1 }, timeout: { minutes: 1 } };

/**
 * A repository that is a folder.
 */
export interface FolderRepository {
  readonly projectKey: string;
  readonly slug: string;
}

/**
 * Folders that a stand-in serves as repositories, and backends that discover
 * them.
 */
export class FolderRig {
  readonly standIn: StandInProcess;
  readonly #folder: string;
  readonly #credentials: StandInCredentials;
  readonly #backends: BackendProcess[] = [];

  private constructor(options: {
    standIn: StandInProcess;
    folder: string;
    credentials: StandInCredentials;
  }) {
    this.standIn = options.standIn;
    this.#folder = options.folder;
    this.#credentials = options.credentials;
  }

  /** Starts the stand-in, and no backend yet. */
  static async create(
    options: Omit<StandInProcessOptions, 'generate'> & {
      /** Without any folder, repositories are written by the test. */
      readonly files?: readonly (FolderRepository & {
        readonly files: Record<string, string>;
      })[];
    } = {},
  ): Promise<FolderRig> {
    const { files = [], folders, ...rest } = options;
    const { credentials = { token: 'token-31e7d5c0' } } = options;
    const folder = mkdtempSync(path.join(tmpdir(), 'folder-rig-'));
    const repositories = toRepositories(folder);
    mkdirSync(repositories);
    if (folders) {
      cpSync(folders, repositories, { recursive: true });
    }
    for (const { files: texts, ...repository } of files) {
      writeFiles(toPath(folder, repository), texts);
    }
    const standIn = await startStandInProcess({
      ...rest,
      credentials,
      folders: repositories,
    });
    return new FolderRig({ standIn, folder, credentials });
  }

  /** The backend that was started last. */
  get backend(): BackendProcess {
    return this.#backends.at(-1)!;
  }

  /** Starts a backend, whose databases are in memory. */
  async start(options: StartOptions): Promise<BackendProcess> {
    return this.#start(options);
  }

  /** Starts one whose databases are files, the same for all of a rig. */
  async startOnDisk(options: StartOptions): Promise<BackendProcess> {
    const databaseFolder = path.join(this.#folder, 'databases');
    return this.#start({ ...options, databaseFolder });
  }

  /** Ends all that was started, and deletes the folders. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#backends.map(each => each.stop()));
    await this.standIn.stop();
    rmSync(this.#folder, { recursive: true });
  }

  toFolder(repository: FolderRepository): string {
    return toPath(this.#folder, repository);
  }

  /** Writes files of a repository, and makes it where there is none. */
  write(repository: FolderRepository, files: Record<string, string>): void {
    writeFiles(this.toFolder(repository), files);
  }

  remove(repository: FolderRepository, file: string): void {
    rmSync(path.join(this.toFolder(repository), file));
  }

  /** A repository as a webhook shows it. */
  toBody({ projectKey, slug }: FolderRepository) {
    const { url } = this.standIn;
    const href = `${url}/projects/${projectKey}/repos/${slug}/browse`;
    return { slug, project: { key: projectKey }, links: { self: [{ href }] } };
  }

  /** Sends a webhook, and gives the status that it is answered with. */
  async post(
    eventKey: string,
    options: { body: unknown; secret?: string },
  ): Promise<number> {
    const { body, secret = WEBHOOK_SECRET } = options;
    const to = { url: this.backend.webhookUrl, secret };
    return postWebhook({ eventKey, body }, { to });
  }

  /** Sends word of a push to the default branch. */
  async postPush(
    repository: FolderRepository,
    options: { secret?: string } = {},
  ): Promise<number> {
    const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
    const change = { ref, refId: ref.id, type: 'UPDATE' };
    const body = { repository: this.toBody(repository), changes: [change] };
    return this.post('repo:refs_changed', { ...options, body });
  }

  /** Has the stand-in send a webhook whenever a file changes. */
  async sendWebhooks(): Promise<void> {
    const { webhookUrl: url } = this.backend;
    await this.standIn.setWebhook({ url, secret: WEBHOOK_SECRET });
  }

  /** Has a provider run, and waits for nothing. */
  async sweep(id = 'default'): Promise<void> {
    await this.backend.catalog.triggerTask(toTaskId(id));
  }

  /** Gives when the last run of a provider ended. */
  async lastRunEndedAt(id = 'default'): Promise<string | undefined> {
    const tasks = await this.backend.catalog.listTasks();
    const task = tasks.find(({ taskId }) => taskId === toTaskId(id));
    return task?.taskState?.lastRunEndedAt;
  }

  async find(entityRef: string): Promise<Entity | undefined> {
    const entities = await this.backend.catalog.listEntities();
    return entities.find(each => stringifyEntityRef(each) === entityRef);
  }

  /** Waits until an entity is as it should be, or is not there. */
  async until(
    entityRef: string,
    options: { isSo: (entity: Entity | undefined) => boolean },
  ): Promise<void> {
    const { isSo } = options;
    await pollUntil(`${entityRef} is as it should be`, {
      ask: async () => isSo(await this.find(entityRef)) || undefined,
    });
  }

  async #start(
    options: StartOptions & { databaseFolder?: string },
  ): Promise<BackendProcess> {
    const { providers, catalog, integration, ...rest } = options;
    const { url, restApi } = this.standIn;
    const { host } = new URL(url);
    const backend = await startBackendProcess({
      ...rest,
      server: {
        ...{ host, apiBaseUrl: restApi },
        ...this.#credentials,
        ...integration,
      },
      catalog: {
        ...catalog,
        providers: {
          bitbucketServer: Object.fromEntries(
            Object.entries(providers).map(([id, provider]) => [
              id,
              { host, schedule: SCHEDULE, ...provider },
            ]),
          ),
        },
      },
      webhookSecret: WEBHOOK_SECRET,
    });
    this.#backends.push(backend);
    return backend;
  }
}

interface StartOptions {
  /** By id; host and schedule are added. */
  readonly providers: Record<string, JsonObject>;
  /** Beside the providers, such as rules. */
  readonly catalog?: JsonObject;
  /** Beneath the integration. */
  readonly integration?: JsonObject;
  readonly modulePaths?: readonly string[];
}

function toTaskId(id: string): string {
  return `bitbucketServer-provider:${id}:refresh`;
}

function toRepositories(folder: string): string {
  return path.join(folder, 'repositories');
}

function toPath(folder: string, repository: FolderRepository): string {
  const { projectKey, slug } = repository;
  return path.join(toRepositories(folder), projectKey, slug);
}

function writeFiles(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(folder, name), text);
  }
}
