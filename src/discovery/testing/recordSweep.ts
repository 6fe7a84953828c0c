import { JsonObject } from '@backstage/types';
import { BitbucketServerApi } from '../../bitbucket';
import { ListSizes } from '../ListTally';
import { RepositoryNames } from '../RepositoryNames';
import { sweep } from '../sweep';
import { readTestConfig } from './readTestConfig';
import { RecordingObserver } from './RecordingObserver';

/** Sweeps with an observer that writes down what it is told. */
export async function recordSweep(
  api: BitbucketServerApi,
  options: {
    provider?: JsonObject;
    /** As `A/one`. */
    known?: readonly string[];
    /** The numbers of those that were called otherwise before. */
    knownIds?: readonly number[];
    observer?: RecordingObserver;
    signal?: AbortSignal;
    lastSizes?: ListSizes;
  } = {},
): Promise<RecordingObserver> {
  const { provider, known = [], observer = new RecordingObserver() } = options;
  const { signal = new AbortController().signal, lastSizes } = options;
  const { knownIds = [] } = options;
  const names = new RepositoryNames();
  for (const name of known) {
    const [projectKey = '', repoSlug = ''] = name.split('/');
    names.add({ projectKey, repoSlug });
  }
  observer.sizes = await sweep({
    api,
    lastSizes,
    config: readTestConfig(provider),
    known: names,
    isKnown: repository =>
      names.has(repository) || knownIds.includes(repository.id ?? 0),
    concurrency: 2,
    observer,
    context: { signal },
  });
  return observer;
}
