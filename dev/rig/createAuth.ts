import type { AuthService } from '@backstage/backend-plugin-api';

/**
 * Creates what gives the catalog plugin credentials of its own: all that this
 * package asks of it.
 */
export function createAuth(): AuthService {
  return {
    getOwnServiceCredentials: async () => ({
      $$type: '@backstage/BackstageCredentials',
      principal: { type: 'service', subject: 'plugin:catalog' },
    }),
  } as AuthService;
}
