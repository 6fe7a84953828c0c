import type { DatabaseService } from '@backstage/backend-plugin-api';

/**
 * A connection to the catalog's database, as Backstage hands it out.
 */
export type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;
