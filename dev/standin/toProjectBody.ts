import { toProjectLinks, type LinkBase } from './links';
import type { StandInProject } from './types';

/**
 * Gives a project as the server shows it.
 *
 * @remarks
 * Normal: follows the project lists recorded from a real 7.x; an unset
 * description is left out. Personal: follows the answer to a fork into a
 * personal project, recorded from a real 7.x, with `owner` and without
 * `public`.
 */
export function toProjectBody(
  project: StandInProject,
  options: LinkBase,
): Record<string, unknown> {
  const { key, id, name, description, owner } = project;
  const links = toProjectLinks(project, options);
  if (project.type === 'PERSONAL' && owner) {
    return {
      key,
      id,
      name,
      type: 'PERSONAL',
      owner: {
        name: owner.name,
        emailAddress: owner.emailAddress,
        id: owner.id,
        displayName: owner.displayName,
        active: true,
        slug: owner.slug,
        type: 'NORMAL',
        links,
      },
      links,
    };
  }
  return {
    key,
    id,
    name,
    ...(description === undefined ? {} : { description }),
    public: project.public,
    type: 'NORMAL',
    links,
  };
}
