import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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

const token = 'token-c81f40d9';
const webhookSecret = 'webhook-secret-20b7ce';
const DEADLINE_MS = 20_000;

describe('the module of docs/custom-parsing.md in a backend', () => {
  const folders = mkdtempSync(path.join(tmpdir(), 'custom-parsing-'));
  let standIn: StandInProcess;
  let backend: BackendProcess;

  function toFolder(slug: string): string {
    return path.join(folders, 'SHOP', slug);
  }

  function write(slug: string, files: Record<string, string>): void {
    mkdirSync(toFolder(slug), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(path.join(toFolder(slug), name), text);
    }
  }

  async function postPush(slug: string): Promise<number> {
    const href = `${standIn.url}/projects/SHOP/repos/${slug}/browse`;
    const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
    const body = {
      repository: { slug, project: { key: 'SHOP' }, links: { self: [{ href }] } },
      changes: [{ ref, refId: ref.id, type: 'UPDATE' }],
    };
    return postWebhook(
      { eventKey: 'repo:refs_changed', body },
      { to: { url: backend.webhookUrl, secret: webhookSecret } },
    );
  }

  async function find(entityRef: string): Promise<Entity | undefined> {
    const entities = await backend.catalog.listEntities();
    return entities.find(each => stringifyEntityRef(each) === entityRef);
  }

  /** Waits until an entity is as it should be, or is not there. */
  async function until(
    entityRef: string,
    isSo: (entity: Entity | undefined) => boolean,
  ): Promise<void> {
    await pollUntil(`${entityRef} is as it should be`, {
      deadlineMs: DEADLINE_MS,
      ask: async () => (isSo(await find(entityRef)) ? true : undefined),
    });
  }

  function hasOwner(owner: string) {
    return (entity: Entity | undefined) => entity?.spec?.owner === owner;
  }

  /** Has the provider of the parser sweep, and waits for nothing. */
  async function sweep(): Promise<void> {
    const taskId = 'bitbucketServer-provider:ci:refresh';
    await backend.catalog.triggerTask(taskId);
  }

  beforeAll(async () => {
    write('cart', {
      'ci.yml': 'owner: group:shop\nstages: [build, test]\n',
      'catalog-info.yaml': [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata: { name: cart }',
        'spec: { type: service, lifecycle: production, owner: group:shop }',
      ].join('\n'),
    });
    write('till', { 'ci.yml': 'owner: group:till\n' });
    write('stock', { 'README.md': 'Stock' });
    standIn = await startStandInProcess({ folders, credentials: { token } });
    const { host } = new URL(standIn.url);
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 1 } };
    backend = await startBackendProcess({
      server: { host, apiBaseUrl: standIn.restApi, token },
      modulePaths: [path.join(__dirname, 'examples', 'ciParserModule.ts')],
      webhookSecret,
      catalog: {
        // The default: a resource is none of what a file may hold.
        rules: [{ allow: ['Component', 'API', 'Location'] }],
        providers: {
          bitbucketServer: {
            main: { host, schedule },
            ci: { host, catalogPath: '/ci.yml', schedule },
          },
        },
      },
    });
  }, 120_000);

  afterAll(async () => {
    await backend?.stop();
    await standIn?.stop();
    rmSync(folders, { recursive: true });
  }, 30_000);

  it('makes a resource of each ci.yml, of a kind that the rules allow no file', async () => {
    await until('resource:default/shop.till', hasOwner('group:till'));
    await until('resource:default/shop.cart', hasOwner('group:shop'));
    const target = `${standIn.url}/projects/SHOP/repos/cart/browse/ci.yml`;
    expect(await find('resource:default/shop.cart')).toMatchObject({
      metadata: {
        title: 'Pipeline of cart',
        annotations: {
          'backstage.io/managed-by-location': `url:${target}`,
          'backstage.io/view-url': target,
          'bitbucket.org/default-branch': 'main',
          'bitbucket.org/discovered-by': 'bitbucketServer-provider:ci',
        },
      },
      spec: { type: 'ci-pipeline', stages: ['build', 'test'] },
    });
    expect(await find('resource:default/shop.stock')).toBeUndefined();
  }, 60_000);

  it('leaves the catalog files of the other provider as they are', async () => {
    await until('component:default/cart', entity => entity !== undefined);
    const all = await backend.catalog.listEntities();
    const locations = all.filter(({ kind }) => kind === 'Location');
    expect(locations.map(({ spec }) => spec?.target)).toEqual([
      `${standIn.url}/projects/SHOP/repos/cart/browse/catalog-info.yaml`,
    ]);
  }, 60_000);

  it('reads a file again after a push', async () => {
    write('cart', { 'ci.yml': 'owner: group:carts\n' });
    expect(await postPush('cart')).toBe(202);
    await until('resource:default/shop.cart', hasOwner('group:carts'));
  }, 60_000);

  it('keeps what it has of a file that it cannot make out, and brings the rest up to date', async () => {
    write('till', { 'ci.yml': 'stages: [build]\n' });
    write('cart', { 'ci.yml': 'owner: group:swept\n' });
    write('stock', { 'ci.yml': 'owner: group:stock\n' });
    await sweep();
    await until('resource:default/shop.stock', hasOwner('group:stock'));
    await until('resource:default/shop.cart', hasOwner('group:swept'));
    expect(hasOwner('group:till')(await find('resource:default/shop.till'))).toBe(
      true,
    );
    expect(backend.output()).toContain('the file names no owner');
  }, 60_000);

  it('takes out the resource of a file that is gone', async () => {
    rmSync(path.join(toFolder('stock'), 'ci.yml'));
    expect(await postPush('stock')).toBe(202);
    await until('resource:default/shop.stock', entity => entity === undefined);
  }, 60_000);

  it('has the server asked for nothing that it does not know', async () => {
    const { unknownRequests } = await standIn.requests();
    expect(unknownRequests).toEqual([]);
  }, 20_000);
});
