import pMap from 'p-map';
import { RepositoryName } from '../bitbucket';
import { answerForName } from './answerForName';
import { answerForRepository } from './answerForRepository';
import { findFilterExcludingName } from './findExcludingFilter';
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
  const { observer, credentials, context, projectKey } = options;
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
    async repository =>
      answer(repository, await answerForRepository(repository, options)),
    concurrently,
  );

  const unseen = options.knownInList().filter(name => !list.has(name));
  if (list.failure) {
    if (list.failure.outcome === 'unknown') {
      observer.onIncompleteList(list.failure.cause, { projectKey });
      await credentials.assertAfter(list.failure);
    }
    await answerAlike(unseen, { ...options, given: list.failure });
    return;
  }
  await pMap(
    unseen,
    async name => {
      const given = await answerForName(name, options);
      await answer(name, given);
      const movedTo =
        given.outcome === 'absent' ? given.movedTo : undefined;
      if (movedTo && !list.has(movedTo)) {
        await answer(movedTo, await answerForName(movedTo, options));
      }
    },
    concurrently,
  );
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
