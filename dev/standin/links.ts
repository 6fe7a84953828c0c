import type { StandInProject, StandInRepository } from './types';

/**
 * One link of an answer.
 */
export interface Link {
  href: string;
  name?: string;
}

/**
 * What links are built on.
 */
export interface LinkBase {
  /** The configured base URL of the server, without a slash at its end. */
  baseUrl: string;
  /** `disabled` leaves the ssh clone links out. */
  ssh: 'enabled' | 'disabled';
}

function projectUrl(
  project: StandInProject,
  options: { baseUrl: string },
): string {
  return project.type === 'PERSONAL' && project.owner
    ? `${options.baseUrl}/users/${encodeURIComponent(project.owner.slug)}`
    : `${options.baseUrl}/projects/${encodeURIComponent(project.key)}`;
}

/**
 * Gives the links of a project.
 */
export function toProjectLinks(
  project: StandInProject,
  options: LinkBase,
): { self: Link[] } {
  return { self: [{ href: projectUrl(project, options) }] };
}

/**
 * Gives the links of a repository; the order of the clone links varies from
 * one repository to the next, as it does on a real server.
 */
export function toRepositoryLinks(
  repository: StandInRepository,
  options: LinkBase & { project: StandInProject },
): { clone: Link[]; self: Link[] } {
  const { baseUrl, ssh, project } = options;
  const clonePath = `${project.key.toLowerCase()}/${repository.slug}.git`;
  const clone: Link[] = [{ href: `${baseUrl}/scm/${clonePath}`, name: 'http' }];
  if (ssh === 'enabled') {
    const { hostname } = new URL(baseUrl);
    const link = { href: `ssh://git@${hostname}:7999/${clonePath}`, name: 'ssh' };
    if (repository.id % 2 === 0) {
      clone.push(link);
    } else {
      clone.unshift(link);
    }
  }
  const self = `${projectUrl(project, options)}/repos/${repository.slug}/browse`;
  return { clone, self: [{ href: self }] };
}
