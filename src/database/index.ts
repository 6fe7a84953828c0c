export {
  MigratedDatabase,
  migratedDatabaseServiceRef,
} from './MigratedDatabase';
export { Revisions } from './Revisions';
export type { Knex } from './migrate';
export { withShortErrors } from './withShortErrors';
