import { Entity } from '@backstage/catalog-model';
import { createAuth } from '../../dev/rig/createAuth';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { queryEntities, readEntitiesByRefs } from './queryEntities';

function component(name: string, type: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { type } },
    spec: { target: 'there', lifecycle: 'production' },
  };
}

/** All that the catalog gives for a query. */
async function query(
  entities: Entity[],
  wanted: Parameters<typeof queryEntities>[1],
) {
  const catalog = new FakeCatalog();
  entities.forEach(entity => catalog.put(entity, { providerName: 'x' }));
  const access = {
    catalog: catalog.createService(),
    auth: createAuth(),
  };
  const found: Entity[] = [];
  for await (const entity of queryEntities(access, wanted)) {
    found.push(entity);
  }
  return found;
}

describe('queryEntities', () => {
  const entities = ['1', '2', '3', '4', '5'].map(name =>
    component(name, name === '3' ? 'odd' : 'usual'),
  );
  const toNames = (found: Entity[]) => found.map(each => each.metadata.name);

  it('keeps to the filter over all pages', async () => {
    const filter = { 'metadata.annotations.type': 'usual' };
    const found = await query(entities, { filter });
    expect(toNames(found)).toEqual(['1', '2', '4', '5']);
  });

  it('takes the filters of a list for alternatives', async () => {
    const filter = [{ 'metadata.name': '1' }, { 'metadata.name': '3' }];
    expect(toNames(await query(entities, { filter }))).toEqual(['1', '3']);
  });

  it('keeps to a text as well', async () => {
    const found = await query(entities, {
      filter: { kind: 'Component' },
      fullTextFilter: { term: 'OD', fields: ['metadata.annotations.type'] },
    });
    expect(toNames(found)).toEqual(['3']);
  });

  it('gives no more of an entity than tells whose it is and where it is from', async () => {
    const found = await query(entities, { filter: { 'metadata.name': '1' } });
    expect(found).toEqual([
      {
        kind: 'Component',
        metadata: { name: '1', annotations: { type: 'usual' } },
        spec: { target: 'there' },
      },
    ]);
  });
});

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
