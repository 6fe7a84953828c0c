import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { hostsServiceRef } from '../bitbucket';
import { migratedDatabaseServiceRef } from '../database';
import { Reads } from './Reads';

/**
 * The reads of the catalog: the module, which hears of pushes and refreshes,
 * and the reader share what is known.
 */
export const readsServiceRef = createServiceRef<Reads>({
  id: 'bitbucket-server.reads',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        database: migratedDatabaseServiceRef,
        hosts: hostsServiceRef,
        logger: coreServices.logger,
      },
      factory: services => new Reads(services),
    }),
});
