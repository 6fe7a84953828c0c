import { ANNOTATION_LOCATION, stringifyEntityRef } from '@backstage/catalog-model';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pollUntil } from './pollUntil';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';
import { postWebhook } from './standin/webhook/postWebhook';
import {
  startBackendProcess,
  type BackendProcess,
} from './startBackendProcess';

const token = 'token-77a1e0c4';
const webhookSecret = 'webhook-secret-c1d905';
const fileName = 'catalog-info.yaml';
/** So soon a component is to be there again. */
const DEADLINE_MS = 60_000;
/** So long after one push comes the other. */
const BETWEEN_PUSHES_MS = 6_000;

describe('a component whose file moves', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'moved-file-'));
  const folders = path.join(folder, 'repositories');
  let standIn: StandInProcess;
  let backend: BackendProcess;

  function toFolder(slug: string): string {
    return path.join(folders, 'SHOP', slug);
  }

  function addRepository(slug: string): void {
    mkdirSync(toFolder(slug), { recursive: true });
    writeFileSync(path.join(toFolder(slug), 'README.md'), slug);
  }

  function writeFile(slug: string, { name }: { name: string }): void {
    writeFileSync(
      path.join(toFolder(slug), fileName),
      [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        `metadata: { name: ${name} }`,
        'spec: { type: service, lifecycle: production, owner: group:shop }',
      ].join('\n'),
    );
  }

  function removeFile(slug: string): void {
    rmSync(path.join(toFolder(slug), fileName));
  }

  async function push(slug: string): Promise<void> {
    const href = `${standIn.url}/projects/SHOP/repos/${slug}/browse`;
    const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
    const body = {
      repository: { slug, project: { key: 'SHOP' }, links: { self: [{ href }] } },
      changes: [{ ref, refId: ref.id, type: 'UPDATE' }],
    };
    const to = { url: backend.webhookUrl, secret: webhookSecret };
    const status = await postWebhook({ eventKey: 'repo:refs_changed', body }, { to });
    expect(status).toBe(202);
  }

  /** Has one run begin, and waits for its end. */
  async function sweep(): Promise<void> {
    const [task] = await backend.catalog.listTasks();
    const before = task?.taskState?.lastRunEndedAt;
    await backend.catalog.triggerTask(task!.taskId);
    await pollUntil('the run has ended', {
      deadlineMs: DEADLINE_MS,
      ask: async () => {
        const [{ taskState } = task!] = await backend.catalog.listTasks();
        return taskState?.lastRunEndedAt !== before ? true : undefined;
      },
    });
  }

  /** Waits until the component is there, and comes from a file of this repository. */
  async function expectIn(slug: string, { name }: { name: string }) {
    await pollUntil(`${name} comes from ${slug}`, {
      deadlineMs: DEADLINE_MS,
      ask: async () => {
        const entities = await backend.catalog.listEntities();
        const found = entities.find(
          entity => stringifyEntityRef(entity) === `component:default/${name}`,
        );
        const location = found?.metadata.annotations?.[ANNOTATION_LOCATION];
        return location?.includes(`/repos/${slug}/`) ? true : undefined;
      },
    });
  }

  const cases = [
    'the old file goes after the push that brings the new one',
    'the old file is gone before any push',
    'the push that takes the old one comes first',
    'one sweep sees both',
    'one sweep sees the new one, and the next that the old one is gone',
  ] as const;
  const slugs = cases.map((_, index) => `repo-${index}`);

  beforeAll(async () => {
    for (const slug of slugs) {
      addRepository(`${slug}-old`);
      addRepository(`${slug}-new`);
      writeFile(`${slug}-old`, { name: slug });
    }
    standIn = await startStandInProcess({ folders, credentials: { token } });
    const { host } = new URL(standIn.url);
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 5 } };
    backend = await startBackendProcess({
      server: { host, apiBaseUrl: standIn.restApi, token },
      catalog: { providers: { bitbucketServer: { host, schedule } } },
      databaseFolder: path.join(folder, 'databases'),
      webhookSecret,
    });
    for (const slug of slugs) {
      await expectIn(`${slug}-old`, { name: slug });
    }
  }, 180_000);

  afterAll(async () => {
    await backend?.stop();
    await standIn?.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);

  it(`is in its new place within a minute where ${cases[0]}`, async () => {
    writeFile('repo-0-new', { name: 'repo-0' });
    await push('repo-0-new');
    await sleep(BETWEEN_PUSHES_MS);
    removeFile('repo-0-old');
    await push('repo-0-old');
    await expectIn('repo-0-new', { name: 'repo-0' });
  }, 120_000);

  it(`is in its new place within a minute where ${cases[1]}`, async () => {
    removeFile('repo-1-old');
    writeFile('repo-1-new', { name: 'repo-1' });
    await push('repo-1-new');
    await sleep(BETWEEN_PUSHES_MS);
    await push('repo-1-old');
    await expectIn('repo-1-new', { name: 'repo-1' });
  }, 120_000);

  it(`is in its new place within a minute where ${cases[2]}`, async () => {
    removeFile('repo-2-old');
    writeFile('repo-2-new', { name: 'repo-2' });
    await push('repo-2-old');
    await sleep(BETWEEN_PUSHES_MS);
    await push('repo-2-new');
    await expectIn('repo-2-new', { name: 'repo-2' });
  }, 120_000);

  it(`is in its new place within a minute where ${cases[3]}`, async () => {
    removeFile('repo-3-old');
    writeFile('repo-3-new', { name: 'repo-3' });
    await sweep();
    await expectIn('repo-3-new', { name: 'repo-3' });
  }, 120_000);

  it(`is in its new place within a minute where ${cases[4]}`, async () => {
    writeFile('repo-4-new', { name: 'repo-4' });
    await sweep();
    await sleep(BETWEEN_PUSHES_MS);
    removeFile('repo-4-old');
    await sweep();
    await expectIn('repo-4-new', { name: 'repo-4' });
  }, 120_000);
});
