export { MigratedDatabase } from './MigratedDatabase';
export { Revisions } from './Revisions';
export type { Knex } from './types';
export { withShortErrors } from './withShortErrors';
