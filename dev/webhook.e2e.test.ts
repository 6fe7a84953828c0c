import { ANNOTATION_LOCATION, type Entity } from '@backstage/catalog-model';
import { renameSync } from 'node:fs';
import { pollUntil } from './pollUntil';
import { FolderRig } from './rig/FolderRig';
import { toComponentFile } from './rig/toComponentFile';

const fileName = 'catalog-info.yaml';

const toShop = (slug: string) => ({ projectKey: 'SHOP', slug });
const toFiles = (name: string) => ({
  [fileName]: toComponentFile(name, { title: 'first' }),
});

describe('a webhook', () => {
  let rig: FolderRig;

  function writeComponent(name: string, { title = 'first' } = {}): void {
    rig.write(toShop(name), { [fileName]: toComponentFile(name, { title }) });
  }

  async function find(name: string): Promise<Entity | undefined> {
    return rig.find(`component:default/${name}`);
  }

  async function until(
    name: string,
    isSo: (entity: Entity | undefined) => boolean,
  ): Promise<void> {
    const entityRef = `component:default/${name}`;
    await rig.until(entityRef, { isSo });
  }

  beforeAll(async () => {
    rig = await FolderRig.create({
      files: [
        { ...toShop('cart'), files: toFiles('cart') },
        { ...toShop('till'), files: toFiles('till') },
        { ...toShop('stock'), files: { 'README.md': 'Stock' } },
      ],
    });
    await rig.start({
      // Nothing but a webhook brings a change within the hour.
      catalog: { processingInterval: { hours: 1 } },
      providers: { default: {} },
    });
    await pollUntil('the first sweep is done', {
      ask: async () => (await find('cart')) && (await find('till')),
    });
  });

  afterAll(() => rig?.stop());

  it('brings in a file that was added', async () => {
    writeComponent('stock');
    expect(await rig.postPush(toShop('stock'))).toBe(202);
    await until('stock', entity => entity !== undefined);
    expect(await find('stock')).toMatchObject({
      metadata: { title: 'first' },
    });
  });

  it('brings in what a file was changed to', async () => {
    writeComponent('cart', { title: 'second' });
    expect(await rig.postPush(toShop('cart'))).toBe(202);
    await until('cart', entity => entity?.metadata.title === 'second');
    expect(await find('till')).toMatchObject({ metadata: { title: 'first' } });
  });

  it('takes out a file that was removed', async () => {
    rig.remove(toShop('stock'), fileName);
    expect(await rig.postPush(toShop('stock'))).toBe(202);
    await until('stock', entity => entity === undefined);
    expect(await find('cart')).toBeDefined();
  });

  it('follows a repository to its new name', async () => {
    renameSync(
      rig.toFolder(toShop('till')),
      rig.toFolder(toShop('counter')),
    );
    const body = {
      old: rig.toBody(toShop('till')),
      new: rig.toBody(toShop('counter')),
    };
    expect(await rig.post('repo:modified', { body })).toBe(202);
    await until('till', entity =>
      Boolean(
        entity?.metadata.annotations?.[ANNOTATION_LOCATION]?.includes(
          '/repos/counter/',
        ),
      ),
    );
    expect(await find('till')).toBeDefined();
  });

  it('changes nothing with a wrong signature, and is answered 403', async () => {
    writeComponent('stock');
    const before = (await rig.standIn.requests()).requests.length;
    expect(await rig.postPush(toShop('stock'), { secret: 'another' })).toBe(403);

    // What comes later is through, so this one is not on its way.
    writeComponent('cart', { title: 'third' });
    expect(await rig.postPush(toShop('cart'))).toBe(202);
    await until('cart', entity => entity?.metadata.title === 'third');
    expect(await find('stock')).toBeUndefined();
    const { requests } = await rig.standIn.requests();
    const asked = requests.slice(before).map(request => request.path);
    expect(asked.filter(each => each.includes('/stock'))).toEqual([]);
  });

  it('comes from the stand-in by itself when a file in its folders changes', async () => {
    await rig.sendWebhooks();
    writeComponent('cart', { title: 'fourth' });
    await until('cart', entity => entity?.metadata.title === 'fourth');
    expect(await rig.standIn.webhookDeliveries()).toEqual([
      {
        eventKey: 'repo:refs_changed',
        repository: 'SHOP/cart',
        status: 202,
      },
    ]);
  });

  it('has the server asked for nothing that it does not know', async () => {
    const { unknownRequests } = await rig.standIn.requests();
    expect(unknownRequests).toEqual([]);
  });
});
