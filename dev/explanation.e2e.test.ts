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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { runPreview } from '../src/preview';
import { findApiDeviations } from './rig/findApiDeviations';
import { useDatabaseFactory } from './rig/useDatabaseFactory';
import { pollUntil } from './pollUntil';
import { serveStandIn, type ServedStandIn } from './standin/serveStandIn';
import { StandInBitbucket } from './standin/StandInBitbucket';

const token = 'token-61c0aa7e';
const REPOSITORY = '/bitbucket-server/repositories/{projectKey}/{repoSlug}';
const STATUS = '/bitbucket-server/status';
const ACTIONS = '/.backstage/actions/v1/actions';

const database = useDatabaseFactory();

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

describe('what a backend says of a repository', () => {
  let standIn: StandInBitbucket;
  let served: ServedStandIn;
  const backends: TestBackend[] = [];

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
        import('../src'),
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

  it('is from memory, with the entities of a file, and as the API document describes it', async () => {
    const backend = await start();
    await afterRun(backend);
    const read = await pollUntil('the component is in the catalog', {
      ask: async () => {
        const { body } = await explain(backend, 'plat/API');
        const text = JSON.stringify(body);
        return text.includes('component:default/api') ? body : undefined;
      },
    });
    const [provider] = read.providers;
    expect(provider).toMatchObject({
      provider: 'main',
      projectKey: 'PLAT',
      repoSlug: 'api',
      result: 'in',
      isRemembered: true,
      files: [
        {
          path: 'catalog-info.yaml',
          ref: 'refs/heads/main',
          target: `${served.url}/projects/PLAT/repos/api/browse/catalog-info.yaml`,
          entityRefs: [
            'component:default/api',
            expect.stringMatching(/^location:default\/generated-/),
          ],
          failures: [],
        },
      ],
    });
    await afterReads();
    const asked = standIn.requests.length;
    const missing = await explain(backend, 'PLAT/typo');
    expect(missing.body.providers[0]).toMatchObject({
      result: 'out',
      reason: 'noFile',
      nearestFiles: [],
    });
    const excluded = await explain(backend, 'PLAT/old-api');
    expect(excluded.body.providers[0]?.text).toContain(
      'PLAT/old-api is out: left out by catalog.providers.bitbucketServer.main.filters.exclude.repoSlug',
    );
    const archived = await explain(backend, 'plat/Museum');
    expect(archived.body.providers[0]).toMatchObject({
      ...{ projectKey: 'PLAT', repoSlug: 'museum', isRemembered: true },
      ...{ result: 'out', reason: 'archived', lookedAt: null },
      text: expect.stringContaining(
        'main: PLAT/museum is out: archived: left out by catalog.providers.bitbucketServer.main.filters.skipArchivedRepos',
      ),
    });
    const unheardOf = await explain(backend, 'PLAT/nothing');
    expect(unheardOf.body.providers[0]).toMatchObject({
      result: 'unknown',
      isRemembered: false,
      explanation: expect.stringContaining('no list has shown it so far'),
    });
    expect(standIn.requests.length).toBe(asked);
    const answers = [missing, excluded, archived, unheardOf];
    for (const body of [read, ...answers.map(answer => answer.body)]) {
      const route = REPOSITORY;
      expect(findApiDeviations(body, { route, status: 200 })).toEqual([]);
    }
  });

  it('tells of a file that the catalog cannot read, and how to mend it', async () => {
    const backend = await start();
    await pollUntil('the failure is told', {
      ask: async () => {
        const { body } = await explain(backend, 'PLAT/broken');
        return body.providers[0]?.text.includes(
          'fails in the catalog (location:default/generated-',
        )
          ? true
          : undefined;
      },
    });
    const { body } = await explain(backend, 'PLAT/broken');
    expect(body.providers[0]?.files).toMatchObject([
      { failures: [{ remedy: 'open the file, and mend its YAML' }] },
    ]);
    const { body: status } = await ask(backend, STATUS);
    expect(status.providers[0]?.failing).toMatchObject([
      { projectKey: 'PLAT', repoSlug: 'broken', path: 'catalog-info.yaml' },
    ]);
    expect(findApiDeviations(status, { route: STATUS, status: 200 })).toEqual(
      [],
    );
  });

  it('is what the server has now with fresh, and names the nearest file', async () => {
    const backend = await start();
    await afterRun(backend);
    const { body } = await explain(backend, 'PLAT/typo?fresh=true');
    expect(body.providers[0]).toMatchObject({
      result: 'out',
      nearestFiles: ['catalog-info.yml'],
    });
    const gone = await explain(backend, 'PLAT/nothing?fresh=true');
    expect(gone.body.providers[0]).toMatchObject({
      result: 'out',
      reason: 'gone',
      explanation: 'there is no such repository',
    });
    const { status } = await explain(backend, 'PLAT/api?fresh=perhaps');
    expect(status).toBe(400);
    const elsewhere = await explain(backend, 'PLAT/api?host=other.example.com');
    expect(elsewhere).toMatchObject({
      status: 400,
      body: { error: { name: 'InputError' } },
    });
  });

  it('is said by the preview in the same words', async () => {
    const backend = await start();
    await afterRun(backend);
    for (const slug of ['api', 'typo', 'nothing', 'old-api', 'museum']) {
      const { body } = await explain(backend, `PLAT/${slug}?fresh=true`);
      const said = body.providers[0]!.text.split('\n');
      const stdout = await preview(`PLAT/${slug}`);
      const [before = ''] = stdout.split('\n  Asked:\n');
      expect(said.slice(0, before.split('\n').length)).toEqual(
        before.split('\n'),
      );
    }
  });

  it('is the same by action as by HTTP, from an address of any form', async () => {
    const backend = await start();
    await afterRun(backend);
    expect(await listActions(backend)).toEqual(
      ['explain-repository', 'discovery-status'].map(name => ({
        id: `catalog:bitbucket-server-${name}`,
        attributes: { readOnly: true, idempotent: true, destructive: false },
      })),
    );
    const { body: http } = await explain(backend, 'PLAT/typo');
    for (const repository of [
      'PLAT/typo',
      `${served.url}/projects/PLAT/repos/typo/browse/README.md?at=x`,
      `${served.url}/scm/plat/typo.git`,
    ]) {
      const { status, body } = await ask(
        backend,
        `${ACTIONS}/catalog:bitbucket-server-explain-repository/invoke`,
        { input: { repository } },
      );
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          output: {
            providers: [
              {
                ...http.providers[0],
                nextLook: {},
                text: expect.stringContaining(
                  'main: PLAT/typo is out: no such file: /catalog-info.yaml',
                ),
              },
            ],
          },
        },
      });
    }
    const { body: status } = await ask(backend, STATUS);
    expect(status.providers[0]?.runs).toMatchObject([
      { ending: 'complete', looks: expect.any(Number), requests: expect.any(Number) },
    ]);
    expect(status.providers[0]?.webhooks).toEqual({
      ...{ inLastDay: 0, lastAt: null },
      silentProjects: { total: 1, projectKeys: ['PLAT'] },
    });
    expect(status.providers[0]?.repositories).toMatchObject({
      ...{ total: 4, out: 2, outByReason: { archived: 1, noFile: 1 } },
    });
    const invoked = await ask(
      backend,
      `${ACTIONS}/catalog:bitbucket-server-discovery-status/invoke`,
      { input: {} },
    );
    const { output } = invoked.body as unknown as { output: typeof status };
    expect(Object.keys(output.providers[0]!).sort()).toEqual(
      Object.keys(status.providers[0]!).sort(),
    );
    expect(findApiDeviations(output, { route: STATUS, status: 200 })).toEqual(
      [],
    );
  });

  it('is for nobody without credentials or the permission, by HTTP or by action', async () => {
    const open = await start();
    const nobody = await ask(open, STATUS, {
      authorization: mockCredentials.none.header(),
    });
    expect(nobody.status).toBe(401);
    expect(
      findApiDeviations(nobody.body, { route: STATUS, status: 401 }),
    ).toEqual([]);
    await open.stop();
    backends.length = 0;

    const closed = await start([
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    ]);
    for (const route of [
      STATUS,
      '/bitbucket-server/repositories/PLAT/api',
      '/bitbucket-server/repositories/PLAT/api?fresh=true',
    ]) {
      const { status, body } = await ask(closed, route);
      expect({ route, status, name: body.error.name }).toEqual({
        route,
        status: 403,
        name: 'NotAllowedError',
      });
    }
    expect(await listActions(closed)).toEqual([]);
    const { status } = await ask(
      closed,
      `${ACTIONS}/catalog:bitbucket-server-explain-repository/invoke`,
      { input: { repository: 'PLAT/api' } },
    );
    expect(status).toBe(404);
  });
});
