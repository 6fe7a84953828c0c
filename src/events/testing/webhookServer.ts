import type { JsonObject } from '@backstage/types';

/** The base URL of the server that the bodies come from. */
export const SERVER = 'https://git.example.com/bitbucket';

/** The ages of servers whose bodies differ. */
export type Generation = '5.x' | '9.x' | '10.x';

export const GENERATIONS: readonly Generation[] = ['5.x', '9.x', '10.x'];

/** Who has done what a webhook tells. */
export function actor(generation: Generation): JsonObject {
  return {
    name: 'noor',
    emailAddress: 'noor@example.com',
    id: 58,
    displayName: 'Noor Haddad',
    active: true,
    slug: 'noor',
    type: 'NORMAL',
    ...(generation !== '5.x' && {
      links: { self: [{ href: `${SERVER}/users/noor` }] },
    }),
  };
}
