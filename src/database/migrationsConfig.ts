import path from 'node:path';

/**
 * Where the migrations of this package are, and where it is noted which of
 * them were run.
 *
 * @remarks
 * The folder lies beside `src`, and in the published package beside `dist`. A
 * table that a newer release has made is no fault: an older one may be rolled
 * out again beside it.
 */
export const migrationsConfig = {
  directory: path.resolve(__dirname, '../../migrations'),
  tableName: 'bitbucket_server_migrations',
  loadExtensions: ['.js'],
  disableMigrationsListValidation: true,
};
