import { noDefaultBranch } from '../errorBody';
import { toTreeId } from '../gitIds';
import { readBranch, toDefaultRef } from '../resolveRevision';
import { readRepository } from './readRepository';
import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET .../default-branch`: the configured default branch, which need
 * not exist; an empty repository is answered as the stand-in is told to.
 */
export function getDefaultBranch(context: EndpointContext): EndpointAnswer {
  const repository = readRepository(context);
  const id = toDefaultRef(repository);
  if (Object.keys(repository.branches).length === 0) {
    if (context.emptyDefaultBranch === 'no-content') {
      return { kind: 'none' };
    }
    if (context.emptyDefaultBranch === 'not-found') {
      throw noDefaultBranch(id);
    }
  }
  const displayId = id.replace(/^refs\/heads\//, '');
  return { kind: 'json', value: { id, displayId, type: 'BRANCH' } };
}

/**
 * Answers the old `GET .../branches/default`, with the last commit.
 */
export function getBranchesDefault(context: EndpointContext): EndpointAnswer {
  const repository = readRepository(context);
  const id = toDefaultRef(repository);
  const displayId = id.replace(/^refs\/heads\//, '');
  const tree = readBranch(repository, { branch: displayId });
  if (!tree) {
    const isEmpty = Object.keys(repository.branches).length === 0;
    if (isEmpty && context.emptyDefaultBranch !== 'not-found') {
      return { kind: 'none' };
    }
    throw noDefaultBranch(id);
  }
  const latestCommit = toTreeId(tree);
  const value = {
    id,
    displayId,
    type: 'BRANCH',
    latestCommit,
    latestChangeset: latestCommit,
    isDefault: true,
  };
  return { kind: 'json', value };
}
