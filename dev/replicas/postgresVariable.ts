/**
 * The environment variable that leads to a PostgreSQL server: the one that
 * Backstage's own tools for tests read.
 */
export const POSTGRES_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
