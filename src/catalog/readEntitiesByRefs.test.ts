import { createAuth } from '../../dev/rig/createAuth';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { readEntitiesByRefs } from './readEntitiesByRefs';

const auth = createAuth();

function createCatalog(): FakeCatalog {
  const catalog = new FakeCatalog();
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'one' },
  };
  catalog.put(entity, { providerName: 'any' });
  return catalog;
}

describe('readEntitiesByRefs', () => {
  it('gives what the catalog shows, by reference', async () => {
    const catalog = createCatalog();
    const entities = await readEntitiesByRefs(
      { catalog: catalog.createService(), auth },
      ['component:default/other', 'component:default/one'],
    );
    expect([...entities]).toEqual([
      [
        'component:default/one',
        expect.objectContaining({ kind: 'Component' }),
      ],
    ]);
  });

  it('asks for each once, and for 500 at a time', async () => {
    const catalog = createCatalog();
    const refs = Array.from({ length: 501 }, (_, index) => `api:x/${index}`);
    await readEntitiesByRefs({ catalog: catalog.createService(), auth }, [
      ...refs,
      ...refs,
    ]);
    expect(catalog.requestedRefs.map(({ length }) => length)).toEqual([500, 1]);
    expect(catalog.requestedRefs.flat()).toEqual(refs);
  });

  it('asks nothing for nothing', async () => {
    const catalog = createCatalog();
    await readEntitiesByRefs({ catalog: catalog.createService(), auth }, []);
    expect(catalog.requestedRefs).toEqual([]);
  });
});
