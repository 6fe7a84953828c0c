import { RepositoryMemory, RepositoryRow } from '../memory';
import { toIdentity } from './toIdentity';
import { RepositoryHint } from './types';

/**
 * Finds what is remembered of a repository that somebody names: by its number,
 * and else by its name, which may be written in other letters.
 */
export async function findRow(
  hint: RepositoryHint,
  { memory }: { memory: RepositoryMemory },
): Promise<RepositoryRow | undefined> {
  const [byId] =
    hint.id === undefined
      ? []
      : await memory.findByKeys([toIdentity(hint).key]);
  return byId ?? (await memory.findByNames([hint]))[0];
}
