import type { StandInRepository } from '../types';
import { MemoryFileTree } from './MemoryFileTree';
import { toStableId } from './toStableId';

/**
 * What a repository is made from.
 */
export interface RepositorySeed extends Partial<StandInRepository> {
  project: string;
  slug: string;
  /** The files of the default branch; without them and `branches` it is empty. */
  files?: Record<string, string>;
}

/**
 * Fills a repository in from its project, slug and files; the default branch
 * is `main`.
 */
export function createRepository(seed: RepositorySeed): StandInRepository {
  const { files, ...rest } = seed;
  const { project, slug, defaultBranch = 'main' } = rest;
  return {
    id: toStableId(`${project}/${slug}`.toLowerCase()),
    name: slug,
    state: 'AVAILABLE',
    archived: false,
    public: false,
    labels: [],
    branches: files ? { [defaultBranch]: new MemoryFileTree(files) } : {},
    ...rest,
    defaultBranch,
  };
}
