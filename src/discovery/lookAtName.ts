import { Repository, RepositoryName } from '../bitbucket';
import { askByName, AskOptions } from './askByName';
import { LookOptions, lookAtRepository } from './lookAtRepository';
import { RepositoryAnswer } from './types';

/**
 * The answer for a repository that was asked for by name.
 */
export type NamedAnswer = RepositoryAnswer & {
  /**
   * The repository that the answer is about, as the server has it: it may be
   * called otherwise by now. Undefined where the server did not show it.
   */
  readonly repository?: Repository;
};

/**
 * Looks at a repository of which only the name is known. The server is asked
 * for it first, since the name may be an old one, or in other letters than the
 * filters are for.
 */
export async function lookAtName(
  name: RepositoryName,
  options: LookOptions & AskOptions,
): Promise<NamedAnswer> {
  const found = await askByName(name, options);
  if ('outcome' in found) {
    return found;
  }
  const { repository } = found;
  return { ...(await lookAtRepository(repository, options)), repository };
}
