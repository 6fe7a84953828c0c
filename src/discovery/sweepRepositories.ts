import pMap from 'p-map';
import { RepositoryName } from '../bitbucket';
import { answerForName } from './answerForName';
import { answerForRepository } from './answerForRepository';
import { findFilterExcludingName } from './findExcludingFilter';
import { GoneMeanwhileError } from './GoneMeanwhileError';
import { RepositoryList } from './RepositoryList';
import type { SweepUnderWay } from './sweep';
import { AbsentOrUnknown, RepositoryAnswer } from './types';

/**
 * Gives every repository on a list its answer, and after them the known ones
 * that the list does not show and should.
 *
 * @internal
 */
export async function sweepRepositories(
  list: RepositoryList,
  options: SweepUnderWay & {
    /** Those that the list shows if they are still there. */
    knownInList: () => readonly RepositoryName[];
    /** Whose list it is; that of all personal projects where it is left out. */
    projectKey?: string;
  },
): Promise<void> {
  const { observer, credentials, context, labelFilter, projectKey } = options;
  const answer = async (name: RepositoryName, given: RepositoryAnswer) => {
    await credentials.assertAfter(given);
    await observer.onRepository(name, given);
  };
  const concurrently = {
    concurrency: options.concurrency,
    signal: context.signal,
  };
  await pMap(
    list,
    async repository => {
      const given = await answerForRepository(repository, options);
      await answer(repository, doubtGone(given, repository));
    },
    concurrently,
  );

  const unseen = options.knownInList().filter(name => !list.has(name));
  if (list.failure) {
    if (list.failure.outcome === 'unknown') {
      observer.onIncompleteList(list.failure.cause, { projectKey });
      await credentials.assertAfter(list.failure);
    }
    for (const name of unseen) {
      await answerAlike([name], {
        ...options,
        given: doubtGone(list.failure, name),
      });
    }
    return;
  }
  await pMap(
    unseen,
    async name => {
      const found = await answerForName(name, options);
      const given = labelFilter.wasListed(name)
        ? doubtGone(found, name)
        : found;
      await answer(name, given);
      const movedTo =
        given.outcome === 'absent' ? given.movedTo : undefined;
      if (movedTo && !list.has(movedTo)) {
        // The lists of labels may have its old name.
        const asked = { ...options, labelFilter: undefined };
        await answer(movedTo, await answerForName(movedTo, asked));
      }
    },
    concurrently,
  );
}

/**
 * What a list of this very sweep has shown, and the server then does not know,
 * may have been renamed as well as deleted. The next sweep has lists that tell.
 */
function doubtGone<TAnswer extends RepositoryAnswer>(
  answer: TAnswer,
  { projectKey, repoSlug }: RepositoryName,
) {
  return answer.outcome === 'absent' &&
    answer.reason === 'gone' &&
    !answer.movedTo
    ? {
        outcome: 'unknown' as const,
        cause: new GoneMeanwhileError({ subject: `${projectKey}/${repoSlug}` }),
      }
    : answer;
}

/**
 * Gives known repositories the answer that their project has, but for those
 * that a filter leaves out, whatever the server says.
 *
 * @internal
 */
export async function answerAlike(
  names: readonly RepositoryName[],
  { config, observer, given }: SweepUnderWay & { given: AbsentOrUnknown },
): Promise<void> {
  for (const name of names) {
    const reason = findFilterExcludingName(config.filters, name);
    await observer.onRepository(
      name,
      reason ? { outcome: 'absent', reason } : given,
    );
  }
}
