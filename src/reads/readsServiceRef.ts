import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { hostsServiceRef } from '../bitbucket';
import { MigratedDatabase } from '../database';
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
        database: coreServices.database,
        hosts: hostsServiceRef,
        logger: coreServices.logger,
      },
      factory: ({ database, ...services }) =>
        new Reads({
          ...services,
          database: new MigratedDatabase({ ...services, database }),
        }),
    }),
});
