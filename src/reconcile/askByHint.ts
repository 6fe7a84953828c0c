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
import { areDifferent, toIdentity } from './toIdentity';
import { RepositoryHint } from './types';

/** What a repository that somebody names is asked for with. */
export interface AskByHintOptions {
  readonly api: BitbucketServerApi;
  readonly memory: RepositoryMemory;
  readonly moves: MoveSearch;
  readonly context: RequestContext;
  readonly row?: RepositoryRow;
}

/**
 * Asks the server for a repository that somebody names: under the name that
 * was heard, then under the one that is remembered, and where it has lost both
 * by its number. Gives who has its name where it is gone.
 */
export async function askByHint(
  hint: RepositoryHint,
  options: AskByHintOptions,
): Promise<Repository | AbsentOrUnknown> {
  const { api, context, row } = options;
  const names =
    !row || isSameRepository(row, hint) ? [row ?? hint] : [hint, row];
  let other: Repository | undefined;
  for (const name of names) {
    const found = await askByName(name, { api, context });
    if ('outcome' in found) {
      if (found.outcome === 'unknown' || !row) {
        return found;
      }
    } else if (isMeant(found.repository, { hint, row })) {
      return found.repository;
    } else {
      other = found.repository;
    }
  }
  const moved = await askByNumber(row!, options);
  return isAbsent(moved) && other ? other : moved;
}

/** Not where a number was heard that is remembered, and another is shown. */
function isMeant(
  shown: Repository,
  { hint, row }: { hint: RepositoryHint; row?: RepositoryRow },
): boolean {
  return (
    toIdentity(hint).key !== row?.key ||
    !areDifferent(toIdentity(shown).key, row.key)
  );
}

function isAbsent(found: Repository | AbsentOrUnknown): boolean {
  return 'outcome' in found && found.outcome === 'absent';
}

/** Without its number, nobody but a run can tell whether it is elsewhere. */
async function askByNumber(
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
