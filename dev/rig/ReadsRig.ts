import { setTimeout as sleep } from 'node:timers/promises';
import type { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import type { JsonObject } from '@backstage/types';
import { pollUntil } from '../pollUntil';
import {
  startStandInProcess,
  type StandInProcess,
} from '../standin/startStandInProcess';
import { postWebhook } from '../standin/webhook/postWebhook';
import {
  startBackendProcess,
  type BackendProcess,
} from '../startBackendProcess';

const PROJECT = 'P00001';
const TOKEN = 'token-9f21c4d7';
const WEBHOOK_SECRET = 'webhook-secret-7d20e1';

/**
 * What a {@link ReadsRig} is made of.
 */
export interface ReadsRigOptions {
  /** Repositories with a component each. */
  readonly files: number;
  /** How many of them have an API as well, whose definition is a file. */
  readonly definitions?: number;
  readonly processingInterval: JsonObject;
  /** Another server, whose files are registered by their addresses. */
  readonly otherStandIn?: StandInProcess;
  /** Beneath the integration. */
  readonly integration?: JsonObject;
  /** How often is swept; practically never where it is left out. */
  readonly frequency?: JsonObject;
  readonly databaseFolder?: string;
  readonly modulePaths?: readonly string[];
}

/**
 * A backend beside a stand-in, for what the catalog reads of it.
 */
export class ReadsRig {
  /** What the servers let in. */
  static readonly token = TOKEN;
  readonly standIn: StandInProcess;
  readonly #options: ReadsRigOptions;
  #backend?: BackendProcess;

  private constructor(options: ReadsRigOptions & { standIn: StandInProcess }) {
    this.#options = options;
    this.standIn = options.standIn;
  }

  static async create(options: ReadsRigOptions): Promise<ReadsRig> {
    const { files } = options;
    const standIn = await startStandInProcess({
      generate: { projects: 1, repositoriesPerProject: files, filesEvery: 1 },
      credentials: { token: TOKEN },
    });
    const rig = new ReadsRig({ ...options, standIn });
    for (let number = 1; number <= files; number += 1) {
      await rig.write(number, { title: 'first' });
    }
    return rig;
  }

  get backend(): BackendProcess {
    return this.#backend!;
  }

  /** Starts the backend, and waits until all files are in its catalog. */
  async start(): Promise<void> {
    const { host } = new URL(this.standIn.url);
    const { databaseFolder, modulePaths, processingInterval } = this.#options;
    const { otherStandIn } = this.#options;
    const schedule = {
      frequency: this.#options.frequency ?? { hours: 10 },
      timeout: { minutes: 1 },
    };
    this.#backend = await startBackendProcess({
      server: { ...toServer(this.standIn), ...this.#options.integration },
      ...(otherStandIn && { otherServers: [toServer(otherStandIn)] }),
      webhookSecret: WEBHOOK_SECRET,
      databaseFolder,
      modulePaths,
      catalog: {
        processingInterval,
        providers: { bitbucketServer: { host, schedule } },
      },
    });
    await this.untilTitles('first');
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
    await this.standIn.stop();
  }

  /** Changes both files of a repository without anybody being told. */
  async write(number: number, { title }: { title: string }): Promise<void> {
    const hasDefinition = number <= (this.#options.definitions ?? 0);
    const slug = toSlug(number);
    await this.standIn.writeFile(PROJECT, {
      slug,
      path: 'catalog-info.yaml',
      content: [
        toEntity('Component', { slug, title }),
        ...(hasDefinition ? [toEntity('API', { slug, title: 'first' })] : []),
      ].join('---\n'),
    });
    if (hasDefinition) {
      const content = `definition: ${title}\n`;
      await this.standIn.writeFile(PROJECT, {
        slug,
        path: 'definition.yaml',
        content,
      });
    }
  }

  /** Tells of a push to a repository. */
  async push(number: number): Promise<void> {
    const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
    const body = {
      repository: { slug: toSlug(number), project: { key: PROJECT } },
      changes: [{ ref, refId: ref.id, type: 'UPDATE' }],
    };
    const to = { url: this.backend.webhookUrl, secret: WEBHOOK_SECRET };
    const event = { eventKey: 'repo:refs_changed', body };
    expect(await postWebhook(event, { to })).toBe(202);
  }

  /** What the refresh button sends. */
  async refresh(entityRef: string): Promise<void> {
    await this.backend.catalog.refresh(entityRef);
  }

  async find(kind: string, name: string): Promise<Entity | undefined> {
    const entities = await this.backend.catalog.listEntities();
    return entities.find(
      entity => entity.kind === kind && entity.metadata.name === name,
    );
  }

  /** Waits until a component, and the definition beside it, show a change. */
  async expectShown(
    number: number,
    { title }: { title: string },
  ): Promise<void> {
    const name = toSlug(number);
    await pollUntil(`${name} shows "${title}"`, {
      ask: async () => {
        const component = await this.find('Component', name);
        const api = await this.find('API', name);
        const definition = api?.spec?.definition;
        const isShown =
          component?.metadata.title === title &&
          (!api || definition === `definition: ${title}\n`);
        return isShown || undefined;
      },
    });
  }

  /** The names of the Locations that carry an error. */
  async findFailing(): Promise<string[]> {
    const entities = await this.backend.catalog.listEntities();
    return entities
      .filter(({ kind }) => kind === 'Location')
      .filter((entity: AlphaEntity) => entity.status?.items?.length)
      .map(entity => entity.metadata.name);
  }

  async untilTitles(title: string): Promise<void> {
    const { files, definitions = 0 } = this.#options;
    await pollUntil(`${files} files are in the catalog`, {
      ask: async () => {
        const entities = await this.backend.catalog.listEntities();
        const shown = entities.filter(
          entity =>
            entity.metadata.title === title && entity.kind !== 'Location',
        );
        return shown.length === files + definitions ? true : undefined;
      },
    });
  }

  /** How often files were read since then, and nothing else was. */
  async countReads({ during }: { during: number }): Promise<number> {
    await this.standIn.resetStats();
    await sleep(during);
    return this.readsSoFar();
  }

  /** How often files were read since the counts were set back. */
  async readsSoFar(): Promise<number> {
    const counts = Object.values(await this.countReadsByPath());
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** The same for each file. */
  async countReadsByPath(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    const { requests } = await this.standIn.requests();
    for (const { path } of requests.filter(each => each.path.includes('/raw/'))) {
      counts[path] = (counts[path] ?? 0) + 1;
    }
    return counts;
  }
}

function toServer({ url, restApi }: StandInProcess) {
  return { host: new URL(url).host, apiBaseUrl: restApi, token: TOKEN };
}

/** The name of a repository, and of what is in it. */
export function toSlug(number: number): string {
  return `repo-${String(number).padStart(5, '0')}`;
}

function toEntity(
  kind: 'Component' | 'API',
  { slug, title }: { slug: string; title: string },
): string {
  return [
    'apiVersion: backstage.io/v1alpha1',
    `kind: ${kind}`,
    `metadata: { name: ${slug}, title: ${title} }`,
    'spec:',
    '  type: openapi',
    '  lifecycle: production',
    '  owner: group:any',
    ...(kind === 'API' ? ['  definition: { $text: ./definition.yaml }'] : []),
    '',
  ].join('\n');
}
