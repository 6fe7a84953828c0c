import type { Entity } from '@backstage/catalog-model';
import path from 'node:path';
import { FolderRig } from './rig/FolderRig';
import { toComponentFile } from './rig/toComponentFile';

const toShop = (slug: string) => ({ projectKey: 'SHOP', slug });

function hasOwner(owner: string) {
  return (entity: Entity | undefined) => entity?.spec?.owner === owner;
}

describe('the module of docs/custom-parsing.md in a backend', () => {
  let rig: FolderRig;

  async function until(
    entityRef: string,
    isSo: (entity: Entity | undefined) => boolean,
  ): Promise<void> {
    await rig.until(entityRef, { isSo });
  }

  beforeAll(async () => {
    rig = await FolderRig.create({
      files: [
        {
          ...toShop('cart'),
          files: {
            'ci.yml': 'owner: group:shop\nstages: [build, test]\n',
            'catalog-info.yaml': toComponentFile('cart'),
          },
        },
        { ...toShop('till'), files: { 'ci.yml': 'owner: group:till\n' } },
        { ...toShop('stock'), files: { 'README.md': 'Stock' } },
      ],
    });
    await rig.start({
      modulePaths: [path.join(__dirname, 'examples', 'ciParserModule.ts')],
      // The default: a resource is none of what a file may hold.
      catalog: { rules: [{ allow: ['Component', 'API', 'Location'] }] },
      providers: { main: {}, ci: { catalogPath: '/ci.yml' } },
    });
  });

  afterAll(() => rig?.stop());

  it('makes a resource of each ci.yml, of a kind that the rules allow no file', async () => {
    await until('resource:default/shop.till', hasOwner('group:till'));
    await until('resource:default/shop.cart', hasOwner('group:shop'));
    const target = `${rig.standIn.url}/projects/SHOP/repos/cart/browse/ci.yml`;
    expect(await rig.find('resource:default/shop.cart')).toMatchObject({
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
    expect(await rig.find('resource:default/shop.stock')).toBeUndefined();
  });

  it('leaves the catalog files of the other provider as they are', async () => {
    await until('component:default/cart', entity => entity !== undefined);
    const all = await rig.backend.catalog.listEntities();
    const locations = all.filter(({ kind }) => kind === 'Location');
    expect(locations.map(({ spec }) => spec?.target)).toEqual([
      `${rig.standIn.url}/projects/SHOP/repos/cart/browse/catalog-info.yaml`,
    ]);
  });

  it('reads a file again after a push', async () => {
    rig.write(toShop('cart'), { 'ci.yml': 'owner: group:carts\n' });
    expect(await rig.postPush(toShop('cart'))).toBe(202);
    await until('resource:default/shop.cart', hasOwner('group:carts'));
  });

  it('keeps what it has of a file that it cannot make out, and brings the rest up to date', async () => {
    rig.write(toShop('till'), { 'ci.yml': 'stages: [build]\n' });
    rig.write(toShop('cart'), { 'ci.yml': 'owner: group:swept\n' });
    rig.write(toShop('stock'), { 'ci.yml': 'owner: group:stock\n' });
    await rig.sweep('ci');
    await until('resource:default/shop.stock', hasOwner('group:stock'));
    await until('resource:default/shop.cart', hasOwner('group:swept'));
    expect(hasOwner('group:till')(await rig.find('resource:default/shop.till'))).toBe(
      true,
    );
    expect(rig.backend.output()).toContain('the file names no owner');
  });

  it('takes out the resource of a file that is gone', async () => {
    rig.remove(toShop('stock'), 'ci.yml');
    expect(await rig.postPush(toShop('stock'))).toBe(202);
    await until('resource:default/shop.stock', entity => entity === undefined);
  });

  it('has the server asked for nothing that it does not know', async () => {
    const { unknownRequests } = await rig.standIn.requests();
    expect(unknownRequests).toEqual([]);
  });
});
