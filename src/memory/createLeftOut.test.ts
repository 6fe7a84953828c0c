import { TestDatabases } from '@backstage/backend-test-utils';
import { MigratedDatabase } from '../database';
import { databaseIds } from '../database/testing/databaseIds';
import { createLeftOut } from './createLeftOut';
import type { LeftOutMemory, LeftOutRepository } from './types';

const databases = TestDatabases.create({ ids: databaseIds });

const places: [string, () => Promise<MigratedDatabase | undefined>][] = [
  ['the process', async () => undefined],
  ...databaseIds.map((id): (typeof places)[number] => [
    id,
    async () => {
      const knex = await databases.init(id);
      return new MigratedDatabase({
        database: { getClient: async () => knex },
        logger: { warn: message => expect(message).toBeUndefined() },
      });
    },
  ]),
];

const museum: LeftOutRepository = {
  ...{ key: 'id:1', projectKey: 'PLAT', repoSlug: 'museum' },
  reason: 'archived',
};
const copy: LeftOutRepository = {
  ...{ key: 'id:2', projectKey: 'PLAT', repoSlug: 'copy' },
  reason: 'fork',
};

describe.each(places)('createLeftOut in %s', (_, createPlace) => {
  let leftOut: LeftOutMemory;
  let other: LeftOutMemory;

  beforeEach(async () => {
    const database = await createPlace();
    leftOut = createLeftOut({ providerName: 'main', database });
    other = createLeftOut({ providerName: 'other', database });
  });

  async function readAll(memory = leftOut): Promise<LeftOutRepository[]> {
    const all: LeftOutRepository[] = [];
    for await (const page of memory.readPages()) {
      all.push(...page);
    }
    return all.sort((one, two) => one.key.localeCompare(two.key));
  }

  it('remembers nothing at first', async () => {
    expect(await readAll()).toEqual([]);
    expect(await leftOut.find(museum)).toBeUndefined();
  });

  it('remembers what one provider leaves out, and by which filter last', async () => {
    await leftOut.put([museum, copy]);
    const renamed = { ...museum, repoSlug: 'temple', reason: 'fork' } as const;
    await leftOut.put([renamed]);
    expect(await readAll()).toEqual([renamed, copy]);
    expect(await readAll(other)).toEqual([]);
    expect(await other.find(copy)).toBeUndefined();
  });

  it('finds one by its name, letter case aside', async () => {
    await leftOut.put([museum, copy]);
    const name = { projectKey: 'plat', repoSlug: 'COPY' };
    expect(await leftOut.find(name)).toEqual(copy);
  });

  it('forgets those that are named alone', async () => {
    await leftOut.put([museum, copy]);
    await other.put([museum]);
    await leftOut.delete(['id:1', 'id:7']);
    expect(await readAll()).toEqual([copy]);
    expect(await readAll(other)).toEqual([museum]);
  });

  it('has each once, however many there are', async () => {
    const many = Array.from({ length: 2_500 }, (unused, index) => ({
      ...museum,
      key: `id:${index}`,
    }));
    await leftOut.put(many);
    const keys = (await readAll()).map(({ key }) => key);
    expect(keys).toHaveLength(2_500);
    expect(new Set(keys).size).toBe(2_500);
  });
});
