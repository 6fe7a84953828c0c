import { Repository, RepositoryName } from '../bitbucket';
import { askByName, lookAtRepository, LookOptions } from './lookAtRepository';
import { CredentialsCheck } from './CredentialsCheck';
import { endTogether } from './endTogether';
import { isSameRepository, RepositoryNames } from './RepositoryNames';
import { sweep } from './sweep';
import { SweepObserver, SweepOptions } from './SweepOptions';
import { RepositoryAnswer } from './types';

/** Who is told what a sweep finds that looks at each repository as it is listed. */
export interface LookObserver
  extends Omit<SweepObserver, 'onListed' | 'onUnlisted'> {
  /** A repository has its answer; every known one gets one. */
  onRepository(name: RepositoryName, answer: RepositoryAnswer): Promise<void>;
}

/** Sweeps, and looks at each repository as it is listed. */
export async function sweepAndLook(
  options: Omit<SweepOptions, 'observer' | 'credentials'> & {
    observer: LookObserver;
  },
): Promise<void> {
  await endTogether(options.context.signal, async signal => {
    const { observer } = options;
    const context = { ...options.context, signal };
    const credentials = new CredentialsCheck({ ...options, context });
    const listed = new RepositoryNames();
    const looks = { ...options, context, credentials, listed };
    await sweep({
      ...options,
      context,
      credentials,
      observer: {
        onProjectsListed: count => observer.onProjectsListed(count),
        onProject: (key, project) => observer.onProject(key, project),
        whileInProject: (key, work) => observer.whileInProject(key, work),
        onProjectDone: key => observer.onProjectDone(key),
        onIncompleteList: (cause, list) =>
          observer.onIncompleteList(cause, list),
        onListed: async (repository, { given }) => {
          listed.add(repository);
          await (given
            ? observer.onRepository(repository, given)
            : lookAt(repository, { ...looks, labels: 'judged' }));
        },
        onUnlisted: async (name, { given, wasShown }) => {
          await (given
            ? observer.onRepository(name, given)
            : lookFor(name, { ...looks, wasShown }));
        },
      },
    });
  });
}

interface LooksOptions extends LookOptions {
  readonly observer: LookObserver;
  readonly credentials: CredentialsCheck;
  readonly listed: RepositoryNames;
}

async function lookAt(
  repository: Repository,
  options: LooksOptions & { labels?: 'judged' },
): Promise<void> {
  const answer = await lookAtRepository(repository, options);
  await options.credentials.assertAfter(answer);
  await options.observer.onRepository(repository, answer);
}

/** Looks at what answers to the name of a repository that no list shows. */
async function lookFor(
  name: RepositoryName,
  options: LooksOptions & { wasShown?: boolean },
): Promise<void> {
  const { credentials, listed, observer } = options;
  const found = await askByName(name, options);
  if ('outcome' in found) {
    await credentials.assertAfter(found);
    await observer.onRepository(name, found);
    return;
  }
  const { repository } = found;
  if (!isSameRepository(repository, name)) {
    const movedTo = repository;
    const gone = { outcome: 'absent', reason: 'gone', movedTo } as const;
    await observer.onRepository(name, gone);
  }
  if (!listed.has(repository)) {
    listed.add(repository);
    await lookAt(repository, options);
  }
}
