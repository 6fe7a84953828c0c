import type { TestDatabaseId } from '@backstage/backend-test-utils';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/**
 * The databases that tests run on: SQLite, and PostgreSQL as well where that
 * variable leads to one.
 */
export const databaseIds: TestDatabaseId[] = process.env[POSTGRES]
  ? ['SQLITE_3', 'POSTGRES_15']
  : ['SQLITE_3'];
