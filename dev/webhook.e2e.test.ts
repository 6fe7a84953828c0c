import {
  ANNOTATION_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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

const token = 'token-31e7d5c0';
const webhookSecret = 'webhook-secret-5f09a2';
const fileName = 'catalog-info.yaml';
/** So soon a change is to be seen, with the sweep asleep. */
const DEADLINE_MS = 5_000;

describe('a webhook', () => {
  const folders = mkdtempSync(path.join(tmpdir(), 'webhook-'));
  let standIn: StandInProcess;
  let backend: BackendProcess;

  function toFolder(slug: string): string {
    return path.join(folders, 'SHOP', slug);
  }

  function writeComponent(
    slug: string,
    options: { name?: string; title?: string } = {},
  ): void {
    const { name = slug, title = 'first' } = options;
    mkdirSync(toFolder(slug), { recursive: true });
    writeFileSync(
      path.join(toFolder(slug), fileName),
      [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        `metadata: { name: ${name}, title: ${title} }`,
        'spec: { type: service, lifecycle: production, owner: group:shop }',
      ].join('\n'),
    );
  }

  function toRepository(slug: string) {
    const href = `${standIn.url}/projects/SHOP/repos/${slug}/browse`;
    return { slug, project: { key: 'SHOP' }, links: { self: [{ href }] } };
  }

  async function post(
    eventKey: string,
    options: { body: unknown; secret?: string },
  ): Promise<number> {
    const { body, secret = webhookSecret } = options;
    const to = { url: backend.webhookUrl, secret };
    return postWebhook({ eventKey, body }, { to });
  }

  async function postPush(
    slug: string,
    options: { secret?: string } = {},
  ): Promise<number> {
    const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
    const change = { ref, refId: ref.id, type: 'UPDATE' };
    const body = { repository: toRepository(slug), changes: [change] };
    return post('repo:refs_changed', { ...options, body });
  }

  async function find(name: string): Promise<Entity | undefined> {
    const entities = await backend.catalog.listEntities();
    return entities.find(
      entity => stringifyEntityRef(entity) === `component:default/${name}`,
    );
  }

  /** Waits until an entity is as it should be, or is not there. */
  async function until(
    name: string,
    isSo: (entity: Entity | undefined) => boolean,
  ): Promise<void> {
    await pollUntil(`${name} is as it should be`, {
      deadlineMs: DEADLINE_MS,
      ask: async () => (isSo(await find(name)) ? true : undefined),
    });
  }

  beforeAll(async () => {
    writeComponent('cart');
    writeComponent('till');
    mkdirSync(toFolder('stock'));
    writeFileSync(path.join(toFolder('stock'), 'README.md'), 'Stock');
    standIn = await startStandInProcess({ folders, credentials: { token } });
    const { host } = new URL(standIn.url);
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 1 } };
    backend = await startBackendProcess({
      server: { host, apiBaseUrl: standIn.restApi, token },
      catalog: { providers: { bitbucketServer: { host, schedule } } },
      webhookSecret,
    });
    await pollUntil('the first sweep is done', {
      deadlineMs: 45_000,
      ask: async () => (await find('cart')) && (await find('till')),
    });
  }, 120_000);

  afterAll(async () => {
    await backend?.stop();
    await standIn?.stop();
    rmSync(folders, { recursive: true });
  });

  it('brings in a file that was added', async () => {
    writeComponent('stock');
    expect(await postPush('stock')).toBe(202);
    await until('stock', entity => entity !== undefined);
    expect(await find('stock')).toMatchObject({
      metadata: { title: 'first' },
    });
  }, 20_000);

  it('brings in what a file was changed to', async () => {
    writeComponent('cart', { title: 'second' });
    expect(await postPush('cart')).toBe(202);
    await until('cart', entity => entity?.metadata.title === 'second');
    expect(await find('till')).toMatchObject({ metadata: { title: 'first' } });
  }, 20_000);

  it('takes out a file that was removed', async () => {
    rmSync(path.join(toFolder('stock'), fileName));
    expect(await postPush('stock')).toBe(202);
    await until('stock', entity => entity === undefined);
    expect(await find('cart')).toBeDefined();
  }, 20_000);

  it('follows a repository to its new name', async () => {
    renameSync(toFolder('till'), toFolder('counter'));
    const body = { old: toRepository('till'), new: toRepository('counter') };
    expect(await post('repo:modified', { body })).toBe(202);
    await until('till', entity =>
      Boolean(
        entity?.metadata.annotations?.[ANNOTATION_LOCATION]?.includes(
          '/repos/counter/',
        ),
      ),
    );
    expect(await find('till')).toBeDefined();
  }, 20_000);

  it('changes nothing with a wrong signature, and is answered 403', async () => {
    writeComponent('stock');
    const before = (await standIn.requests()).requests.length;
    expect(await postPush('stock', { secret: 'another' })).toBe(403);

    // What comes later is through, so this one is not on its way.
    writeComponent('cart', { title: 'third' });
    expect(await postPush('cart')).toBe(202);
    await until('cart', entity => entity?.metadata.title === 'third');
    expect(await find('stock')).toBeUndefined();
    const { requests } = await standIn.requests();
    const asked = requests.slice(before).map(request => request.path);
    expect(asked.filter(each => each.includes('/stock'))).toEqual([]);
  }, 20_000);

  it('comes from the stand-in by itself when a file in its folders changes', async () => {
    const { webhookUrl: url } = backend;
    await standIn.setWebhook({ url, secret: webhookSecret });
    writeComponent('cart', { title: 'fourth' });
    await until('cart', entity => entity?.metadata.title === 'fourth');
    expect(await standIn.webhookDeliveries()).toEqual([
      {
        eventKey: 'repo:refs_changed',
        repository: 'SHOP/cart',
        status: 202,
      },
    ]);
  }, 20_000);

  it('has the server asked for nothing that it does not know', async () => {
    const { unknownRequests } = await standIn.requests();
    expect(unknownRequests).toEqual([]);
  }, 20_000);
});
