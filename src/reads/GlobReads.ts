import { hash } from 'node:crypto';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import type { BitbucketServerIntegration } from '@backstage/integration';
import type { UrlReaderServiceSearchResponse } from '@backstage/backend-plugin-api';
import pMap, { pMapSkip } from 'p-map';
import { toFileTarget, type BitbucketServerApi } from '../bitbucket';
import type { ReadsConfig } from '../config';
import { parsePathGlob, type PathPattern, toCommonDirectory } from '../paths';
import { parseEtag } from './etag';
import type { FileReads } from './FileReads';
import { parseFileTarget } from './parseFileTarget';
import { toReadError } from './toReadError';
import type { FileTarget } from './types';

/** The budget of the host is what holds it back. */
const CONCURRENCY = 8;
/** To Backstage's reader they are one, as in `**.yaml`. */
const STARS_IN_NAME = /\*{2,}(?=[^/*])|(?<=[^/*])\*{2,}/g;
/** And at the end they are all files. */
const STARS_AT_END = /(?<=^|\/)\*\*$/;

/** Reads all files of a repository that match a glob, and none of them that is known. */
export class GlobReads {
  readonly #options: GlobReadsOptions;

  constructor(options: GlobReadsOptions) {
    this.#options = options;
  }

  /**
   * Throws a `NotModifiedError` where files and contents are those of the etag,
   * and an `InputError` for a glob that {@link parsePathGlob} refuses: whoever may
   * register a location writes it.
   */
  async search(
    url: string,
    options: { etag?: string; signal?: AbortSignal },
  ): Promise<UrlReaderServiceSearchResponse> {
    const { fileReads, integration } = this.#options;
    const { signal } = options;
    const glob = parseFileTarget(url, { integration: integration.config });
    const pattern = glob.path
      .replace(STARS_IN_NAME, '*')
      .replace(STARS_AT_END, '**/*');
    const patterns = parsePathGlob(pattern, { key: url, kind: 'file' });
    const paths = await this.#list(glob, { patterns, signal });
    const files = await pMap(
      paths.sort(),
      async path => {
        const target = integration.resolveUrl({
          url: toFileTarget('', { path }),
          base: url,
        });
        const restUrl = toRestUrl(path, { glob });
        const file = { ...glob, target, restUrl, path };
        try {
          return { path, url: target, ...(await fileReads.read(file)) };
        } catch (error) {
          if (error instanceof NotFoundError) {
            // It is gone since it was listed, and the others are not.
            return pMapSkip;
          }
          throw error;
        }
      },
      { concurrency: CONCURRENCY, signal },
    );
    const etag = toGlobEtag(files);
    if (etag !== '' && etag === options.etag) {
      throw new NotModifiedError();
    }
    return {
      etag,
      files: files.map(file => ({
        url: file.url,
        content: async () => file.content,
      })),
    };
  }

  async #list(
    glob: FileTarget,
    options: { patterns: readonly PathPattern[]; signal?: AbortSignal },
  ): Promise<string[]> {
    const { api, config } = this.#options;
    const { patterns, signal } = options;
    const directory = toCommonDirectory(patterns);
    const prefix = directory && `${directory}/`;
    const paths: string[] = [];
    try {
      const pages = api.content.readFiles(glob, {
        path: directory,
        at: glob.at,
        context: { signal, maxWaitMs: config.maxWaitMs, maxRetries: 1 },
      });
      for await (const page of pages) {
        paths.push(...page.map(path => `${prefix}${path}`));
      }
    } catch (error) {
      throw toReadError(error, glob);
    }
    return paths.filter(path =>
      patterns.some(({ matches }) => matches(path)),
    );
  }
}

export interface GlobReadsOptions {
  readonly api: BitbucketServerApi;
  readonly config: ReadsConfig;
  readonly fileReads: FileReads;
  readonly integration: BitbucketServerIntegration;
}

/** Where a file lies that has matched; for messages. */
function toRestUrl(path: string, { glob }: { glob: FileTarget }): string {
  const start = glob.restUrl.indexOf('/raw/');
  const query = glob.restUrl.slice(glob.restUrl.lastIndexOf('?'));
  return `${glob.restUrl.slice(0, start)}/raw/${encodeURI(path)}${query}`;
}

/** Empty where one of the files is none of the server's. */
function toGlobEtag(
  files: readonly { readonly path: string; readonly etag?: string }[],
): string {
  const ids = files.map(({ path, etag }) => [path, parseEtag(etag)?.contentId]);
  return ids.every(([, id]) => id !== undefined)
    ? hash('sha1', JSON.stringify(ids), 'hex')
    : '';
}
