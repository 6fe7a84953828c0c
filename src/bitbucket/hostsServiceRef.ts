import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { Hosts } from './Hosts';

/**
 * The hosts of one process: all plugins that ask a server through this package
 * share its client, and so its budget.
 */
export const hostsServiceRef = createServiceRef<Hosts>({
  id: 'bitbucket-server.hosts',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => new Hosts({ config }),
    }),
});
