import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
  RequestError,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { findNearestFiles } from './findNearestFiles';
import { toAnswer } from './toAnswer';

/** So many files are looked through; a page holds as many by default. */
const MAX_FILES = 10_000;
/** A server with short pages is asked for no more of them. */
const MAX_PAGES = 5;

interface AskForFilesOptions {
  readonly api: BitbucketServerApi;
  readonly config: Pick<ProviderConfig, 'catalogPath' | 'refs'>;
  readonly context: RequestContext;
}

/**
 * Asks for the files of a repository that lacks the one that is looked for,
 * and gives those that are called most alike. None where the server does not
 * list them.
 */
export async function askForNearestFiles(
  repository: RepositoryName,
  options: AskForFilesOptions,
): Promise<string[]> {
  for (const { ref } of options.config.refs) {
    try {
      const paths = await listFiles(repository, { ...options, ref });
      return findNearestFiles(paths, options.config);
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      if (toAnswer(error, { about: 'content' }).outcome === 'unknown') {
        return [];
      }
      // It was looked at on the next ref.
    }
  }
  return [];
}

async function listFiles(
  repository: RepositoryName,
  { api, ref, context }: AskForFilesOptions & { ref?: string },
): Promise<string[]> {
  const paths: string[] = [];
  let pages = 0;
  const files = api.content.readFiles(repository, {
    path: '',
    at: ref,
    context,
  });
  for await (const page of files) {
    paths.push(...page);
    pages += 1;
    if (paths.length >= MAX_FILES || pages >= MAX_PAGES) {
      break;
    }
  }
  return paths;
}
