import { type MigratedDatabase, withShortErrors } from '../database';
import { DatabaseLeftOutTable } from './DatabaseLeftOutTable';
import { ProcessLeftOutTable } from './ProcessLeftOutTable';
import type { LeftOutMemory } from './types';

/**
 * Creates what is remembered of the repositories that a filter leaves out: in
 * the database, or for as long as the process lives where there is none.
 */
export function createLeftOut(options: {
  providerName: string;
  database?: MigratedDatabase;
}): LeftOutMemory {
  const { providerName, database } = options;
  const inProcess = new ProcessLeftOutTable();
  const findTable = async (): Promise<LeftOutMemory> => {
    const client = await database?.client();
    return client
      ? new DatabaseLeftOutTable({ client, provider: providerName })
      : inProcess;
  };
  return {
    readPages: async function* readPages() {
      const table = await findTable();
      yield* table.readPages();
    },
    find: async name => (await findTable()).find(name),
    put: repositories =>
      withShortErrors(async () => (await findTable()).put(repositories)),
    delete: keys =>
      withShortErrors(async () => (await findTable()).delete(keys)),
  };
}
