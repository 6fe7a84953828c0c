import { distance } from 'fastest-levenshtein';
import {
  BitbucketServerApi,
  RepositoryName,
  RequestContext,
  RequestError,
} from '../bitbucket';
import { ProviderConfig } from '../config';
import { CatalogPath } from '../paths';
import { toAnswer } from './toAnswer';

/** So many files are looked through; a page holds as many by default. */
const MAX_FILES = 10_000;
/** A server with short pages is asked for no more of them. */
const MAX_PAGES = 5;
/** A name as long as three letters may differ by one. */
const SHARE_OF_NAME = 1 / 3;
const MAX_NEAREST = 3;

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

/** Finds the files whose names are most alike, the nearest first; none far from all. */
export function findNearestFiles(
  paths: readonly string[],
  { catalogPath }: { catalogPath: Pick<CatalogPath, 'configured'> },
): string[] {
  const wanted = catalogPath.configured
    .map(toName)
    // A name that a glob leaves open is like any other.
    .filter(name => !name.startsWith('*'))
    .map(toLiteralName);
  return paths
    .map(path => ({ path, far: toDistance(path, { wanted }) }))
    .filter(({ far }) => far !== undefined)
    .sort(
      (one, other) =>
        one.far! - other.far! ||
        toDepth(one.path) - toDepth(other.path) ||
        (one.path < other.path ? -1 : 1),
    )
    .slice(0, MAX_NEAREST)
    .map(({ path }) => path);
}

/** Undefined where it is too far from all of them. */
function toDistance(
  path: string,
  { wanted }: { wanted: readonly string[] },
): number | undefined {
  const name = toName(path).toLowerCase();
  const near = wanted
    .map(each => ({ far: distance(name, each), most: toMost(each) }))
    .filter(({ far, most }) => far <= most)
    .map(({ far }) => far);
  return near.length > 0 ? Math.min(...near) : undefined;
}

function toMost(name: string): number {
  return Math.floor(name.length * SHARE_OF_NAME);
}

/** A name without what a glob leaves open in it. */
function toLiteralName(name: string): string {
  return name
    .replace(/[{[(]([^,|\]})]*)[^\]})]*[\]})]/g, '$1')
    .replace(/[*?!+@]/g, '')
    .toLowerCase();
}

function toName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function toDepth(path: string): number {
  return path.split('/').length;
}
