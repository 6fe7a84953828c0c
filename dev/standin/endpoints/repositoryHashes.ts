import { assertMayList, isVisible } from '../authenticate';
import { noMirroring } from '../errorBody';
import { parsePageRequest, toPage } from '../page';
import { toDefaultRef } from '../resolveRevision';
import { toRepositoryBody } from '../toRepositoryBody';
import type { StandInRepository } from '../types';
import { rowsOf } from './repositories';
import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET /rest/mirroring/latest/repos`: every repository with a hash of
 * what it holds, archived and personal ones included.
 */
export function listRepositoryHashes(context: EndpointContext): EndpointAnswer {
  const { model, viewer, query, hashes, pageLimits, strictPageSize } = context;
  assertMayList(viewer);
  if (hashes.behaviour === 'missing') {
    throw noMirroring();
  }
  const asked = new URLSearchParams(query);
  if (hashes.behaviour === 'unpaged') {
    asked.delete('start');
  }
  const showsBranch = query.get('includeDefaultBranch') === 'true';
  const value = toPage(rowsOf(model.projects(), { context }), {
    pageRequest: parsePageRequest(asked, {
      limits: pageLimits.repositories,
      strictPageSize,
    }),
    isVisible: row => isVisible(viewer, row),
    toValue: ({ repository }) => ({
      ...toRepositoryBody(repository, context),
      properties: {
        contentHash: hashes.hashOf(repository),
        ...(showsBranch && toBranchProperty(repository)),
      },
    }),
  });
  return { kind: 'json', value };
}

/** An empty repository has none. */
function toBranchProperty(repository: StandInRepository) {
  return Object.keys(repository.branches).length > 0
    ? { defaultBranchId: toDefaultRef(repository) }
    : {};
}
