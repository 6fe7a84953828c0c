import { BitbucketServerApi, Repository, RequestContext } from '../bitbucket';
import {
  AbsentOrUnknown,
  askByName,
  isSameRepository,
  toUnknownIfGone,
} from '../discovery';
import { RepositoryMemory, RepositoryRow } from '../memory';
import { hadFiles, toGone } from './findMoved';
import { MoveSearch } from './MoveSearch';
import { RepositoryHint } from './types';

/** What a repository that somebody names is asked for with. */
export interface AskByHintOptions {
  readonly api: BitbucketServerApi;
  readonly memory: RepositoryMemory;
  readonly moves: MoveSearch;
  readonly context: RequestContext;
  /** What is remembered of it. */
  readonly row?: RepositoryRow;
}

/**
 * Asks the server for a repository that somebody names: under the name that
 * was heard, then under the one that is remembered, and where it has lost both
 * by its number.
 */
export async function askByHint(
  hint: RepositoryHint,
  options: AskByHintOptions,
): Promise<Repository | AbsentOrUnknown> {
  const { api, context, row } = options;
  const names =
    !row || isSameRepository(row, hint) ? [row ?? hint] : [hint, row];
  let absent: AbsentOrUnknown;
  for (const name of names) {
    const found = await askByName(name, { api, context });
    if (!('outcome' in found)) {
      return found.repository;
    }
    if (found.outcome === 'unknown') {
      return found;
    }
    absent = found;
  }
  return row ? findMoved(row, options) : absent!;
}

/** Without its number, nobody but a run can tell whether it is elsewhere. */
async function findMoved(
  row: RepositoryRow,
  { memory, moves, context }: AskByHintOptions,
): Promise<Repository | AbsentOrUnknown> {
  const entities = await memory.readEntities([row.key]);
  if (!hadFiles({ known: entities.get(row.key) ?? [], row })) {
    return toGone({});
  }
  if (row.key.startsWith('name:')) {
    return toUnknownIfGone(toGone({}), row);
  }
  const moved = await moves.find(row.key, { context });
  return moved.found.get(row.key) ?? toGone(moved);
}
