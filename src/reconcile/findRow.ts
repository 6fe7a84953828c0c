import { RepositoryMemory, RepositoryRow } from '../memory';
import { toIdentity } from './toIdentity';
import { RepositoryHint } from './types';

/** Finds the row of a repository that somebody names: by number, else by name. */
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
