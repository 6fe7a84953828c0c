import { Readable } from 'node:stream';
import type {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import type { BitbucketServerIntegration } from '@backstage/integration';
import { untilAborted } from '../bitbucket';
import type { FileReads } from './FileReads';
import type { GlobReads } from './GlobReads';
import { parseFileTarget } from './parseFileTarget';
import type { TreeReads } from './TreeReads';

/** What the catalog reads files of one host with, in place of Backstage's own reader. */
export class BitbucketServerUrlReader implements UrlReaderService {
  readonly #options: BitbucketServerUrlReaderOptions;

  constructor(options: BitbucketServerUrlReaderOptions) {
    this.#options = options;
  }

  async readUrl(
    url: string,
    options: UrlReaderServiceReadUrlOptions = {},
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const { fileReads, integration } = this.#options;
    const file = parseFileTarget(url, { integration: integration.config });
    // Others may wait for the same answer, so only this one stops waiting.
    const { content, etag } = await untilAborted(
      fileReads.read(file, options),
      options,
    );
    return {
      etag,
      buffer: async () => content,
      stream: () => Readable.from([content], { objectMode: false }),
    };
  }

  /** A glob in the path finds several files. */
  async search(
    url: string,
    options: UrlReaderServiceSearchOptions = {},
  ): Promise<UrlReaderServiceSearchResponse> {
    if (isGlob(url)) {
      const { globReads } = this.#options;
      return untilAborted(globReads.search(url, options), options);
    }
    try {
      const { buffer, etag = '' } = await this.readUrl(url, options);
      return { files: [{ url, content: buffer }], etag };
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') {
        return { files: [], etag: '' };
      }
      throw error;
    }
  }

  async readTree(
    url: string,
    options?: UrlReaderServiceReadTreeOptions,
  ): Promise<UrlReaderServiceReadTreeResponse> {
    return this.#options.treeReads.readTree(url, options);
  }

  toString(): string {
    const { host } = this.#options.integration.config;
    return `bitbucketServerReads{host=${host}}`;
  }
}

export interface BitbucketServerUrlReaderOptions {
  readonly fileReads: FileReads;
  readonly globReads: GlobReads;
  readonly treeReads: TreeReads;
  readonly integration: BitbucketServerIntegration;
}

function isGlob(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.includes('*');
}
