import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { bitbucketServerDiscoveryReadPermission as permission } from './permission';

/** Lets in who may see what discovery knows; names of repositories are not for all. */
export class Guard {
  readonly #permissions: PermissionsService;

  constructor(options: { permissions: PermissionsService }) {
    this.#permissions = options.permissions;
  }

  /** Throws where they may not. */
  async assertAllowed(credentials: BackstageCredentials): Promise<void> {
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
