import type { Entity } from '@backstage/catalog-model';

/**
 * A task as the scheduler lists it.
 */
export interface ScheduledTask {
  taskId: string;
  taskState?: {
    status?: string;
    /** Of the run that is under way, whoever runs it. */
    startedAt?: string;
    timesOutAt?: string;
    lastRunEndedAt?: string;
    /** JSON of the error; left out after a run that went well. */
    lastRunError?: string;
  };
  /** What the process that was asked does itself. */
  workerState?: { status?: string };
}

/**
 * The HTTP API of the catalog in a running backend.
 */
export class CatalogHttpApi {
  /** Where the API begins. */
  readonly url: string;
  readonly #backendUrl: string;
  readonly #accessToken?: string;

  constructor(options: { backendUrl: string; accessToken?: string }) {
    this.#backendUrl = options.backendUrl;
    this.#accessToken = options.accessToken;
    this.url = `${options.backendUrl}/api/catalog`;
  }

  /** `GET /entities` */
  async listEntities(): Promise<Entity[]> {
    return this.#ask('GET', { path: '/entities' });
  }

  /** `POST /locations`, as a user registers a file by its address. */
  async registerLocation(target: string): Promise<{ entities: Entity[] }> {
    const body = { type: 'url', target };
    return this.#ask('POST', { path: '/locations', body });
  }

  /** `POST /locations?dryRun=true`, which shows what registering a file would add. */
  async tryLocation(target: string): Promise<{ entities: Entity[] }> {
    const body = { type: 'url', target };
    return this.#ask('POST', { path: '/locations?dryRun=true', body });
  }

  /** `POST /refresh`, as the refresh button does. */
  async refresh(entityRef: string): Promise<void> {
    await this.#ask('POST', { path: '/refresh', body: { entityRef } });
  }

  /** `GET /.backstage/scheduler/v1/tasks`, those of this module alone. */
  async listTasks(): Promise<ScheduledTask[]> {
    const { tasks } = await this.#ask<{ tasks: ScheduledTask[] }>('GET', {
      path: '/.backstage/scheduler/v1/tasks',
    });
    return tasks.filter(({ taskId }) =>
      taskId.startsWith('bitbucketServer-provider:'),
    );
  }

  /** `POST /.backstage/scheduler/v1/tasks/{taskId}/trigger` */
  async triggerTask(taskId: string): Promise<void> {
    const id = encodeURIComponent(taskId);
    const path = `/.backstage/scheduler/v1/tasks/${id}/trigger`;
    await this.#ask('POST', { path });
  }

  /** `GET /.backstage/health/v1/readiness`, true for 200. */
  async isReady(): Promise<boolean> {
    const path = '/.backstage/health/v1/readiness';
    return (await fetch(`${this.#backendUrl}${path}`)).ok;
  }

  async #ask<T>(
    method: string,
    options: { path: string; body?: unknown },
  ): Promise<T> {
    const { path, body } = options;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(this.#accessToken && {
          authorization: `Bearer ${this.#accessToken}`,
        }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return (text ? JSON.parse(text) : undefined) as T;
  }
}
