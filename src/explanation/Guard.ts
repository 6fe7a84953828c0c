import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';

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

/** Lets in who may see what discovery knows; names of repositories are not for all. */
export class Guard {
  readonly #permissions: PermissionsService;

  constructor(options: { permissions: PermissionsService }) {
    this.#permissions = options.permissions;
  }

  /** Throws where they may not. */
  async assertAllowed(credentials: BackstageCredentials): Promise<void> {
    const permission = bitbucketServerDiscoveryReadPermission;
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `The permission ${permission.name} is needed to see what Bitbucket Server discovery knows`,
      );
    }
  }
}
