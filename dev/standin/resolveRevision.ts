import { noDefaultBranch, noSuchCommit, noSuchObject } from './errorBody';
import { toTreeId } from './gitIds';
import type { FileTree, StandInRepository } from './types';

const branchPrefix = 'refs/heads/';

/**
 * The files a request is about, and how the answer calls their revision.
 */
export interface Revision {
  name: string;
  tree: FileTree;
}

/**
 * Gives the fully qualified name of the configured default branch.
 */
export function toDefaultRef(repository: StandInRepository): string {
  return `${branchPrefix}${repository.defaultBranch ?? 'master'}`;
}

/**
 * Gives the files of a branch by its short name.
 */
export function readBranch(
  repository: StandInRepository,
  options: { branch: string },
): FileTree | undefined {
  const { branch } = options;
  const { branches } = repository;
  return Object.hasOwn(branches, branch) ? branches[branch] : undefined;
}

/**
 * Resolves `at`: a fully qualified branch, a short branch name, the id of a
 * branch's last commit, or the default branch when it is left out.
 */
export function resolveRevision(
  repository: StandInRepository,
  options: { at: string | null },
): Revision {
  const { at } = options;
  const { slug } = repository;
  if (at === null || at === '') {
    const ref = toDefaultRef(repository);
    const branch = ref.slice(branchPrefix.length);
    const tree = readBranch(repository, { branch });
    if (!tree) {
      throw noDefaultBranch(ref);
    }
    return { name: ref, tree };
  }
  if (at.startsWith(branchPrefix)) {
    const branch = at.slice(branchPrefix.length);
    const tree = readBranch(repository, { branch });
    if (!tree) {
      throw noSuchObject(at, { slug });
    }
    return { name: at, tree };
  }
  if (at.startsWith('refs/')) {
    throw noSuchObject(at, { slug });
  }
  const named = readBranch(repository, { branch: at });
  if (named) {
    return { name: at, tree: named };
  }
  const commit =
    /^[0-9a-f]{40}$/.test(at) &&
    Object.values(repository.branches).find(tree => toTreeId(tree) === at);
  if (!commit) {
    throw noSuchCommit(at, { slug });
  }
  return { name: at, tree: commit };
}
