import type { StandInProject } from '../types';
import { toStableId } from './toStableId';

/**
 * What a project is made from.
 */
export interface ProjectSeed extends Partial<StandInProject> {
  key: string;
}

/**
 * Fills a project in from its key; a key of `~user` makes a personal one.
 */
export function createProject(seed: ProjectSeed): StandInProject {
  const { key } = seed;
  const id = toStableId(key.toLowerCase());
  if (!key.startsWith('~')) {
    return { id, name: key, public: false, type: 'NORMAL', ...seed };
  }
  const user = key.slice(1).toLowerCase();
  const owner = {
    name: user,
    emailAddress: `${user}@example.com`,
    id,
    displayName: user,
    slug: user,
  };
  return { id, name: user, public: false, type: 'PERSONAL', owner, ...seed };
}
