import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { pollUntil } from '../pollUntil';
import { postWebhook } from '../standin/webhook/postWebhook';
import type { BackendProcess } from '../startBackendProcess';
import { Replicas } from './Replicas';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

const project = 'P00001';
const FILES = 20;
const slugs = Array.from(
  { length: FILES },
  (_each, index) => `repo-${String(index + 1).padStart(5, '0')}`,
);

describe('the reads of two backends on one PostgreSQL', () => {
  let replicas: Replicas;
  let backends: BackendProcess[];
  /** The versions of each component, in the order in which they were shown. */
  const shown = new Map<string, string[]>();

  beforeAll(async () => {
    replicas = await Replicas.create({
      databases,
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
      generate: { projects: 1, repositoriesPerProject: FILES, filesEvery: 1 },
      processingInterval: { seconds: 4 },
    });
    await write('1');
    backends = [await replicas.start(), await replicas.start()];
    await untilShown('1');
  });

  afterAll(async () => {
    await replicas?.stop();
  });

  async function write(version: string): Promise<void> {
    for (const slug of slugs) {
      await replicas.standIn.writeFile(project, {
        slug,
        path: 'catalog-info.yaml',
        content: [
          'apiVersion: backstage.io/v1alpha1',
          'kind: Component',
          `metadata: { name: ${slug}, title: version ${version} }`,
          'spec: { type: service, lifecycle: production, owner: group:any }',
        ].join('\n'),
      });
    }
  }

  /** Tells of a push to each repository, now the one backend and now the other. */
  async function push(): Promise<void> {
    const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
    const { webhookSecret: secret } = replicas;
    for (const [index, slug] of slugs.entries()) {
      const body = {
        repository: { slug, project: { key: project } },
        changes: [{ ref, refId: ref.id, type: 'UPDATE' }],
      };
      const to = { url: backends[index % 2]!.webhookUrl, secret };
      const event = { eventKey: 'repo:refs_changed', body };
      expect(await postWebhook(event, { to })).toBe(202);
    }
  }

  /** Notes what both catalogs show, and whether that is this version alone. */
  async function look(version: string): Promise<boolean> {
    let current = 0;
    for (const { catalog } of backends) {
      for (const { kind, metadata } of await catalog.listEntities()) {
        const { name, title = '' } = metadata;
        if (kind === 'Component') {
          const titles = shown.get(name) ?? [];
          shown.set(
            name,
            titles.at(-1) === title ? titles : [...titles, title],
          );
          current += title === `version ${version}` ? 1 : 0;
        }
      }
    }
    return current === 2 * FILES;
  }

  async function untilShown(version: string): Promise<void> {
    await pollUntil(`both backends show version ${version} of each file`, {
      ask: async () => ((await look(version)) ? true : undefined),
    });
  }

  it('show each version of a file once, and no older one after a newer one', async () => {
    for (const version of ['2', '3']) {
      await write(version);
      await push();
      await untilShown(version);
    }
    // This one nobody tells of: either backend finds it when a file is due.
    await write('4');
    await untilShown('4');
    // Rounds of both, which have nothing older to show.
    const end = performance.now() + 12_000;
    while (performance.now() < end) {
      await look('4');
      await sleep(200);
    }
    const expected = ['1', '2', '3', '4'].map(version => `version ${version}`);
    for (const slug of slugs) {
      expect([slug, shown.get(slug)]).toEqual([slug, expected]);
    }
  });
});
