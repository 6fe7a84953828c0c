import type { BitbucketServerApi } from '../../bitbucket';
import { BitbucketServerResponseError } from '../../bitbucket';
import type { FileTarget } from '../types';

const host = 'git.example.com';
const restApi = `https://${host}/rest/api/1.0`;

/** A file of a test, by its path and ref. */
export function toTestFile(
  path = 'catalog-info.yaml',
  options: { at?: string; repoSlug?: string } = {},
): FileTarget {
  const { at, repoSlug = 'repo' } = options;
  const query = at ? `?at=${encodeURIComponent(at)}` : '';
  return {
    target: `https://${host}/projects/KEY/repos/${repoSlug}/browse/${path}${query}`,
    restUrl: `${restApi}/projects/KEY/repos/${repoSlug}/raw/${path}?at=${encodeURIComponent(at ?? '')}`,
    host,
    projectKey: 'KEY',
    repoSlug,
    path,
    ...(at && { at }),
  };
}

/** The raw files of a server, as far as reads ask for them. */
export class FakeServer {
  readonly contents = new Map<string, string>();
  /** The paths that were read, in order. */
  readonly reads: string[] = [];
  /** The priority of each. */
  readonly priorities: (string | undefined)[] = [];
  /** How long each was to wait for its turn at most. */
  readonly waitsMs: (number | undefined)[] = [];
  contentType = 'text/plain';
  /** Comes in place of an answer. */
  failure?: unknown;
  /** Waited for between the moment at which a file is read and its arrival. */
  onTheWay: () => Promise<void> = async () => {};

  readonly api = {
    host,
    content: {
      readRawFile: async (
        _: unknown,
        {
          path,
          context,
        }: {
          path: string;
          context: { priority?: string; maxWaitMs?: number };
        },
      ) => {
        this.waitsMs.push(context.maxWaitMs);
        this.reads.push(path);
        this.priorities.push(context.priority);
        const { failure } = this;
        const content = this.contents.get(path);
        await this.onTheWay();
        if (failure) {
          throw failure;
        }
        if (content === undefined) {
          throw toResponseError(404, 'NoSuchPathException');
        }
        return {
          status: 200,
          body: Buffer.from(content),
          headers: { get: () => this.contentType },
        };
      },
    },
  } as unknown as BitbucketServerApi;
}

export function toResponseError(
  status: number,
  exceptionName?: string,
): BitbucketServerResponseError {
  return new BitbucketServerResponseError({
    url: `${restApi}/projects/KEY/repos/repo/raw/catalog-info.yaml`,
    status,
    exceptionName,
  });
}
