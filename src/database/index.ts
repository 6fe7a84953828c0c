export { MigratedDatabase } from './MigratedDatabase';
export { migratedDatabaseServiceRef } from './migratedDatabaseServiceRef';
export { Revisions } from './Revisions';
export type { Knex } from './types';
export { withShortErrors } from './withShortErrors';
