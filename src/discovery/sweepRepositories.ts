import pMap from 'p-map';
import { Repository, RepositoryName } from '../bitbucket';
import { toAnswer, toUnknownIfGone } from './toAnswer';
import {
  findFilterExcludingName,
  findFilterExcludingRepository,
} from './findExcludingFilter';
import { RepositoryList } from './RepositoryList';
import { SweepUnderWay, UnlistedOptions } from './SweepOptions';
import { AbsentOrUnknown } from './types';

/** Tells of all repositories on a list, then of known ones that it should show. */
export async function sweepRepositories(
  list: RepositoryList,
  options: SweepUnderWay & {
    /** Those that the list shows if they are still there. */
    knownInList: () => readonly RepositoryName[];
    /** Whose list it is; that of all personal projects where it is left out. */
    projectKey?: string;
  },
): Promise<void> {
  await tellListed(list, options);
  await assertListed(list, options);
  await tellNotListed(list, { ...options, names: options.knownInList() });
}

export async function tellListed(
  list: RepositoryList,
  options: SweepUnderWay,
): Promise<void> {
  const { observer, concurrency, context } = options;
  for await (const repositories of list) {
    await pMap(
      repositories,
      async repository => {
        const given = await judgeListed(repository, options);
        await observer.onListed(repository, { given });
      },
      { concurrency, signal: context.signal },
    );
  }
}

/** Tells of those of the names that a list has not shown, and should have. */
export async function tellNotListed(
  list: RepositoryList,
  options: SweepUnderWay & { names: readonly RepositoryName[] },
): Promise<void> {
  const { names, labelFilter, concurrency, context } = options;
  const { failure } = list;
  await pMap(
    names.filter(name => !list.has(name)),
    async name => {
      // Whose list is gone was shown a moment ago itself.
      const given = failure && toUnknownIfGone(failure, name);
      const wasShown = labelFilter.wasListed(name);
      await tellUnlisted(name, { ...options, given, wasShown });
    },
    { concurrency, signal: context.signal },
  );
}

/** Tells of a list that broke off. Throws where the credentials are why. */
export async function assertListed(
  { failure }: RepositoryList,
  options: SweepUnderWay & { projectKey?: string },
): Promise<void> {
  const { observer, credentials, projectKey } = options;
  if (failure?.outcome === 'unknown') {
    observer.onIncompleteList(failure.cause, { projectKey });
    await credentials.assertAfter(failure);
  }
}

/** The answer of a repository where filters and the lists of labels settle it. */
async function judgeListed(
  repository: Repository,
  { config, credentials, labelFilter }: SweepUnderWay,
): Promise<AbsentOrUnknown | undefined> {
  try {
    const reason =
      findFilterExcludingRepository(config.filters, repository) ??
      (await labelFilter.find(repository));
    return reason && { outcome: 'absent', reason };
  } catch (error) {
    const answer = toAnswer(error, { about: 'repository' });
    await credentials.assertAfter(answer);
    return toUnknownIfGone(answer, repository);
  }
}

/** Tells of a known repository that is on no list; a filter that leaves it out settles it. */
export async function tellUnlisted(
  name: RepositoryName,
  options: SweepUnderWay & UnlistedOptions,
): Promise<void> {
  const { config, observer, given, wasShown } = options;
  const reason = findFilterExcludingName(config.filters, name);
  if (reason) {
    await observer.onUnlisted(name, { given: { outcome: 'absent', reason } });
  } else {
    await observer.onUnlisted(name, { given, wasShown });
  }
}
