import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { runPreview } from '../../src/preview';
import { pollUntil } from '../pollUntil';
import { serveStandIn, type ServedStandIn } from '../standin/serveStandIn';
import { StandInBitbucket } from '../standin/StandInBitbucket';
import { useDatabaseFactory } from './useDatabaseFactory';

/** The routes beneath those of the catalog, and where it has its actions. */
export const REPOSITORY = '/bitbucket-server/repositories/{projectKey}/{repoSlug}';
export const STATUS = '/bitbucket-server/status';
export const ACTIONS = '/.backstage/actions/v1/actions';

const token = 'token-61c0aa7e';

const component = [
  'apiVersion: backstage.io/v1alpha1',
  'kind: Component',
  'metadata: { name: api }',
  'spec: { type: service, lifecycle: production, owner: group:shop }',
].join('\n');

interface Answer {
  status: number;
  body: {
    providers: { [key: string]: unknown; text: string }[];
    error: { name: string; message: string };
  };
}

/**
 * Prepares the tests of a file, which share a server of five repositories, and
 * gives what starts backends, each until a test has ended, and asks them.
 */
export function useExplanation() {
  const database = useDatabaseFactory();
  let standIn: StandInBitbucket;
  let served: ServedStandIn;
  const backends: TestBackend[] = [];

  beforeAll(async () => {
    standIn = new StandInBitbucket({
      baseUrl: 'http://127.0.0.1',
      credentials: { token },
      projects: [{ key: 'PLAT' }],
      repositories: [
        {
          project: 'PLAT',
          slug: 'api',
          files: { 'catalog-info.yaml': component },
        },
        {
          project: 'PLAT',
          slug: 'broken',
          files: { 'catalog-info.yaml': 'kind: Component: {' },
        },
        {
          project: 'PLAT',
          slug: 'typo',
          files: { 'catalog-info.yml': component },
        },
        { project: 'PLAT', slug: 'old-api', files: {} },
        { project: 'PLAT', slug: 'museum', archived: true, files: {} },
      ],
    });
    served = await serveStandIn({ standIn });
    standIn.moveTo(served.url);
  });

  afterEach(async () => {
    for (const backend of backends.splice(0)) {
      await backend.stop();
    }
  });

  afterAll(async () => {
    await served?.close();
  });

  function toConfig() {
    const { host } = new URL(served.url);
    const apiBaseUrl = `${served.url}/rest/api/1.0`;
    const filters = { exclude: { repoSlug: '^old-' }, skipArchivedRepos: true };
    const main = { host, filters };
    // The catalog reads each file once, and asks for nothing later.
    const reads = { checksPerMinute: 0 };
    return {
      integrations: { bitbucketServer: [{ host, apiBaseUrl, token, reads }] },
      catalog: {
        processingInterval: { seconds: 1 },
        providers: { bitbucketServer: { main } },
      },
    };
  }

  async function start(
    features: BackendFeature[] = [],
  ): Promise<TestBackend> {
    const backend = await startTestBackend({
      features: [
        import('@backstage/plugin-catalog-backend'),
        import('../../src'),
        actionsRegistryServiceFactory,
        database,
        mockServices.rootConfig.factory({ data: toConfig() }),
        ...features,
      ],
    });
    backends.push(backend);
    return backend;
  }

  async function ask(
    backend: TestBackend,
    route: string,
    options: { authorization?: string; input?: unknown } = {},
  ): Promise<Answer> {
    const { authorization = mockCredentials.user.header(), input } = options;
    const port = backend.server.port();
    const response = await fetch(`http://localhost:${port}/api/catalog${route}`, {
      method: input ? 'POST' : 'GET',
      headers: { authorization, 'content-type': 'application/json' },
      body: input ? JSON.stringify(input) : undefined,
    });
    const body = (await response.json()) as Answer['body'];
    return { status: response.status, body };
  }

  /** Those of this module alone: the catalog has some of its own. */
  async function listActions(backend: TestBackend): Promise<unknown> {
    const { body } = await ask(backend, ACTIONS);
    const { actions } = body as unknown as {
      actions: { id: string; attributes: unknown }[];
    };
    return actions
      .filter(({ id }) => id.startsWith('catalog:bitbucket-server-'))
      .map(({ id, attributes }) => ({ id, attributes }));
  }

  const explain = (backend: TestBackend, name: string) =>
    ask(backend, `/bitbucket-server/repositories/${name}`);

  /** What the command writes of one repository. */
  async function preview(repository: string): Promise<string> {
    const folder = mkdtempSync(path.join(tmpdir(), 'explanation-'));
    const file = path.join(folder, 'app-config.yaml');
    // JSON is YAML too.
    writeFileSync(file, JSON.stringify(toConfig()));
    const stdout = new PassThrough({ encoding: 'utf8' });
    await runPreview({
      args: ['preview', '--config', file, '--repository', repository],
      ...{ stdout, stderr: new PassThrough() },
    });
    rmSync(folder, { recursive: true });
    return String(stdout.read());
  }

  async function afterRun(backend: TestBackend): Promise<void> {
    await pollUntil('a run is complete', {
      ask: async () => {
        const { body } = await ask(backend, STATUS);
        return body.providers[0]?.completeAt ? true : undefined;
      },
    });
  }

  async function afterReads(): Promise<void> {
    await pollUntil('the catalog has read both files', {
      ask: async () => {
        const paths = standIn.requests.map(request => request.path);
        const isRead = (slug: string) =>
          paths.some(asked => asked.includes(`/${slug}/raw/`));
        return (isRead('api') && isRead('broken')) || undefined;
      },
    });
  }

  return {
    start,
    ask,
    explain,
    listActions,
    preview,
    afterRun,
    afterReads,
    /** The address of the server. */
    getUrl: () => served.url,
    countRequests: () => standIn.requests.length,
  };
}
