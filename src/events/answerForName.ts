import { RepositoryName } from '../bitbucket';
import {
  askByName,
  findFilterExcludingName,
  isSameRepository,
  lookAtRepository,
  LookOptions,
  RepositoryAnswer,
} from '../discovery';

/**
 * Gives the answer for a name: one that leads to a repository of another name
 * by now is gone.
 *
 * @internal
 */
export async function answerForName(
  name: RepositoryName,
  options: LookOptions,
): Promise<RepositoryAnswer> {
  const reason = findFilterExcludingName(options.config.filters, name);
  if (reason) {
    return { outcome: 'absent', reason };
  }
  const found = await askByName(name, options);
  if ('outcome' in found) {
    return found;
  }
  return isSameRepository(found.repository, name)
    ? lookAtRepository(found.repository, options)
    : { outcome: 'absent', reason: 'gone', movedTo: found.repository };
}
