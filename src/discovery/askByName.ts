import {
  BitbucketServerApi,
  Repository,
  RepositoryName,
  RequestContext,
} from '../bitbucket';
import { toAnswer, toUnknownIfGone } from './toAnswer';
import { AbsentOrUnknown } from './types';

export interface AskOptions {
  readonly api: BitbucketServerApi;
  readonly context: RequestContext;
  /** Whether it was shown a moment ago: that it is gone is then no certain answer. */
  readonly wasShown?: boolean;
}

/**
 * Asks the server for a repository, or for what answers to its name by now:
 * a renamed one may still do so. Gives its answer where it is not there.
 */
export async function askByName(
  name: RepositoryName,
  options: AskOptions,
): Promise<{ readonly repository: Repository } | AbsentOrUnknown> {
  const { api, context, wasShown } = options;
  try {
    return { repository: await api.getRepository(name, context) };
  } catch (error) {
    const answer = toAnswer(error, { about: 'repository' });
    return wasShown ? toUnknownIfGone(answer, name) : answer;
  }
}
