import {
  BitbucketServerApi,
  Repository,
  RequestContext,
  RequestError,
} from '../bitbucket';
import { AbsentOrUnknown } from '../discovery';
import { RememberedEntity, RepositoryRow } from '../memory';
import { toIdentity } from './toIdentity';

/** What the list of all repositories shows; with a failure there may be more. */
export interface Moved {
  /** By their keys, whatever they are called now. */
  readonly found: ReadonlyMap<string, Repository>;
  /** Those that were asked for by no key. */
  readonly unseen: readonly Repository[];
  readonly failure?: Error;
  readonly isEmpty: boolean;
}

/** Finds repositories on the list of all: by their keys, and those that are unseen. */
export async function findMoved(
  keys: readonly string[],
  options: {
    api: BitbucketServerApi;
    context: RequestContext;
    isUnseen?: (repository: Repository) => boolean;
  },
): Promise<Moved> {
  const { api, context, isUnseen } = options;
  const wanted = new Set(keys);
  const found = new Map<string, Repository>();
  const unseen: Repository[] = [];
  let isEmpty = true;
  try {
    for await (const page of api.readAllRepositories(context)) {
      isEmpty &&= page.length === 0;
      for (const repository of page) {
        const { key } = toIdentity(repository);
        if (wanted.has(key)) {
          found.set(key, repository);
        } else if (isUnseen?.(repository)) {
          unseen.push(repository);
        }
      }
      if (!isUnseen && found.size === wanted.size) {
        break;
      }
    }
    return { found, unseen, isEmpty };
  } catch (error) {
    if (error instanceof RequestError) {
      return { found, unseen, isEmpty, failure: error };
    }
    throw error;
  }
}

/** What has lost its name is gone if the list, read to its end, does not show it. */
export function toGone({ failure }: Pick<Moved, 'failure'>): AbsentOrUnknown {
  return failure
    ? { outcome: 'unknown', cause: failure }
    : { outcome: 'absent', reason: 'gone' };
}

/** Whether it matters where one is that lost its name: the catalog has or needs its files. */
export function hadFiles({ known, row }: {
  known: readonly RememberedEntity[];
  row?: Pick<RepositoryRow, 'answer'>;
}): boolean {
  return known.length > 0 || row?.answer?.outcome === 'present';
}
