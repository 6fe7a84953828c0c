import type { JsonObject } from '@backstage/types';
import { actor, SERVER, type Generation } from './webhookServer';

/** A repository of the project `ORBIT`. */
export function repository(
  options: { generation?: Generation; slug?: string } = {},
): JsonObject {
  const { generation = '9.x', slug = 'antenna' } = options;
  const url = `${SERVER}/projects/ORBIT`;
  return {
    slug,
    id: 31,
    name: slug,
    scmId: 'git',
    state: 'AVAILABLE',
    statusMessage: 'Available',
    forkable: true,
    project: {
      key: 'ORBIT',
      id: 12,
      name: 'Orbit',
      description: 'Ground stations',
      public: false,
      type: 'NORMAL',
      ...(generation !== '5.x' && { links: { self: [{ href: url }] } }),
    },
    public: false,
    ...(generation !== '5.x' && {
      hierarchyId: '77aa'.repeat(5),
      archived: false,
      links: {
        clone: [
          { href: `${SERVER}/scm/orbit/${slug}.git`, name: 'http' },
          {
            href: `ssh://git@git.example.com:7999/orbit/${slug}.git`,
            name: 'ssh',
          },
        ],
        self: [{ href: `${url}/repos/${slug}/browse` }],
      },
    }),
  };
}

/** A repository of the personal project of `noor`. */
export function personalRepository(
  options: { key?: string; slug?: string } = {},
): JsonObject {
  const { key = '~noor', slug = 'notes' } = options;
  const links = { self: [{ href: `${SERVER}/users/noor` }] };
  const { archived: _, hierarchyId: __, ...older } = repository({ slug });
  return {
    ...older,
    project: {
      key,
      id: 40,
      name: 'Noor Haddad',
      type: 'PERSONAL',
      owner: actor('9.x'),
      links,
    },
    links: {
      clone: [{ href: `${SERVER}/scm/~noor/${slug}.git`, name: 'http' }],
      self: [{ href: `${SERVER}/users/noor/repos/${slug}/browse` }],
    },
  };
}
