import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { MigratedDatabase } from './MigratedDatabase';

/**
 * The one that all of a backend share: two that make the tables at the same
 * time would be in each other's way.
 */
export const migratedDatabaseServiceRef = createServiceRef<MigratedDatabase>({
  id: 'bitbucket-server.database',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { database: coreServices.database, logger: coreServices.logger },
      factory: services => new MigratedDatabase(services),
    }),
});
