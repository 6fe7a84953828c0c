import type { TestDatabases } from '@backstage/backend-test-utils';
import { MigratedDatabase } from '../../database';
import { databaseIds } from '../../database/testing/databaseIds';
import { createMemory } from '../createMemory';
import type { RepositoryMemory } from '../types';

/**
 * Each kind of memory, by its name: a function that makes an empty place, and
 * gives the memories of providers in it.
 */
export function toMemories(
  databases: TestDatabases,
): [string, () => Promise<(providerName: string) => RepositoryMemory>][] {
  return [
    [
      'createMemory without a database',
      async () => providerName => createMemory({ providerName }),
    ],
    ...databaseIds.map((id): ReturnType<typeof toMemories>[number] => [
      `createMemory on ${id}`,
      async () => {
        const knex = await databases.init(id);
        const database = new MigratedDatabase({
          database: { getClient: async () => knex },
          logger: { warn: message => expect(message).toBeUndefined() },
        });
        return providerName => createMemory({ providerName, database });
      },
    ]),
  ];
}
