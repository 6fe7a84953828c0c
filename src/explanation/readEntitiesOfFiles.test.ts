import { mockCredentials } from '@backstage/backend-test-utils';
import { CatalogClient } from '@backstage/catalog-client';
import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import { readEntitiesOfFiles } from './readEntitiesOfFiles';

const credentials = mockCredentials.user();
const toTargets = (name: string) =>
  Array.from(
    { length: 100 },
    (_, index) =>
      `https://bitbucket.example.com/projects/PLATFORM/repos/monorepo/browse/services/${name}-${index}/catalog-info.yaml`,
  );

/** A catalog behind Backstage's own client, with one component of each file. */
function createCatalog(targets: readonly string[]) {
  const addresses: string[] = [];
  const client = new CatalogClient({
    discoveryApi: { getBaseUrl: async () => 'http://catalog' },
    fetchApi: {
      fetch: async input => {
        addresses.push(String(input));
        const { searchParams } = new URL(String(input));
        const [filter = ''] = searchParams.getAll('filter');
        const items = targets
          .map(toComponent)
          .filter(entity => matches(entity, filter.split(',')));
        return Response.json({ items, totalItems: items.length, pageInfo: {} });
      },
    },
  });
  const catalog: Parameters<typeof readEntitiesOfFiles>[1]['catalog'] = {
    queryEntities: request => client.queryEntities(request),
  };
  return { catalog, addresses };
}

function toComponent(target: string, index: number): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `c${index}`,
      annotations: { [ANNOTATION_LOCATION]: `url:${target}` },
    },
  };
}

function toCondition({ metadata }: Entity): string {
  return `metadata.annotations.${ANNOTATION_LOCATION}=${metadata.annotations?.[ANNOTATION_LOCATION]}`;
}

/** What has no value has to be there, beside one of the values of each other key. */
function matches(entity: Entity, conditions: readonly string[]): boolean {
  return (
    conditions.every(condition => condition.includes('=')) &&
    conditions.includes(toCondition(entity))
  );
}

describe('readEntitiesOfFiles', () => {
  it.each(['service', '服务名称很长的目录'])(
    'finds the entities of a hundred files below %s by addresses that every server takes',
    async name => {
      const targets = toTargets(name);
      const { catalog, addresses } = createCatalog(targets);
      const found = await readEntitiesOfFiles(targets, {
        ...{ catalog, credentials },
      });
      expect([...found.keys()]).toEqual(targets);
      expect(found.get(targets[99]!)).toEqual({
        entityRefs: ['component:default/c99'],
        failures: [],
      });
      expect(addresses.filter(({ length }) => length > 8_000)).toEqual([]);
    },
  );

  it('finds the others where the path of one has a comma', async () => {
    const [one = '', other = ''] = toTargets('a');
    const targets = [one, other.replace('a-1', 'a,1')];
    const { catalog } = createCatalog(targets);
    const found = await readEntitiesOfFiles(targets, { catalog, credentials });
    expect([...found.keys()]).toEqual([one]);
  });

  it('asks for nothing where there is no file, or no catalog', async () => {
    const { catalog, addresses } = createCatalog([]);
    expect(await readEntitiesOfFiles([], { catalog, credentials })).toEqual(
      new Map(),
    );
    expect(await readEntitiesOfFiles(toTargets('a'), { credentials })).toEqual(
      new Map(),
    );
    expect(addresses).toEqual([]);
  });
});
