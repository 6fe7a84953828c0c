import {
  coreServices,
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';

/**
 * Gives the test backends of a file what they have in place of a database of
 * their own, which would stay open, so that jest would never exit.
 */
export function useDatabaseFactory(): ServiceFactory {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  return createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: async () =>
      mockServices.database({ knex: await databases.init('SQLITE_3') }),
  });
}
