import { RepositoryName } from '../bitbucket';
import { AnswerOptions, answerForRepository } from './answerForRepository';
import { findFilterExcludingName } from './findExcludingFilter';
import { isSameRepository } from './RepositoryNames';
import { toAnswer } from './toAnswer';
import { RepositoryAnswer } from './types';

/**
 * Gives the answer for a repository of which only the name is known: the
 * filters that need no more come first, then it is asked for by itself.
 *
 * @internal
 */
export async function answerForName(
  name: RepositoryName,
  options: AnswerOptions,
): Promise<RepositoryAnswer> {
  const { api, config, context } = options;
  const reason = findFilterExcludingName(config.filters, name);
  if (reason) {
    return { outcome: 'absent', reason };
  }
  try {
    const found = await api.getRepository(name, context);
    // A renamed repository may still answer to its old name.
    return isSameRepository(found, name)
      ? await answerForRepository(found, options)
      : { outcome: 'absent', reason: 'gone', movedTo: found };
  } catch (error) {
    return toAnswer(error, { about: 'repository' });
  }
}
