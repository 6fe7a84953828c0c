import type { MigratedDatabase } from '../database';
import { DatabaseStore } from './DatabaseStore';
import { ProcessStore } from './ProcessStore';
import { StoredMemory } from './StoredMemory';
import type { RepositoryMemory } from './types';

/** Creates what a provider remembers: in the database, or in the process without one. */
export function createMemory(options: {
  providerName: string;
  database?: MigratedDatabase;
}): RepositoryMemory {
  const { providerName, database } = options;
  const inProcess = new ProcessStore();
  return new StoredMemory({
    store: async () => {
      const client = await database?.client();
      return client
        ? new DatabaseStore({ client, provider: providerName })
        : inProcess;
    },
  });
}
