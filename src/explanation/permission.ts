import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Allows to see what discovery knows of repositories, by HTTP and by action:
 * their names, and why they are in the catalog or not.
 *
 * @public
 */
export const bitbucketServerDiscoveryReadPermission = createPermission({
  name: 'bitbucket-server.discovery.read',
  attributes: { action: 'read' },
});
