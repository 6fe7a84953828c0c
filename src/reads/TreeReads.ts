import type {
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import {
  BitbucketServerIntegrationConfig,
  getBitbucketServerDownloadUrl,
} from '@backstage/integration';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { BitbucketServerApi, RepositoryName } from '../bitbucket';
import { isMissing } from './toReadError';

const ARCHIVE = /^\/projects\/([^/]+)\/repos\/([^/]+)\/archive$/;
/** Backstage's own reader shortens a commit's id to so much. */
const ETAG_LENGTH = 12;

/** Reads whole directories of one host, with the budget that its files have. */
export class TreeReads {
  readonly #options: TreeReadsOptions;

  constructor(options: TreeReadsOptions) {
    this.#options = options;
  }

  /** Throws a `NotModifiedError` where the commit is the one that the etag stands for. */
  async readTree(
    url: string,
    options: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const { api, treeResponseFactory } = this.#options;
    const { signal, filter } = options;
    const tree = await this.#parse(url);
    try {
      const commit = await api.content.getLatestCommit(tree, {
        until: tree.at,
        context: { signal },
      });
      const etag = commit.slice(0, ETAG_LENGTH);
      if (etag === options.etag) {
        throw new NotModifiedError();
      }
      const stream = await this.#download(tree, { commit, signal });
      return await treeResponseFactory.fromTarArchive({
        stream,
        subpath: tree.directory,
        etag,
        filter,
      });
    } catch (error) {
      if (error instanceof NotModifiedError) {
        throw error;
      }
      const message = `Failed to read tree from ${url}, ${error}`;
      throw isMissing(error)
        ? new NotFoundError(message)
        : new Error(message, { cause: error });
    }
  }

  /** What the address means is Backstage's to say. */
  async #parse(url: string): Promise<Tree> {
    const { integration } = this.#options;
    const at = URL.canParse(url) && new URL(url).searchParams.get('at');
    const withRef = new URL(url);
    // With a ref in it, nothing has to be asked to make sense of an address.
    withRef.searchParams.set('at', at || 'HEAD');
    const download = await getBitbucketServerDownloadUrl(
      withRef.href,
      integration,
    );
    const { searchParams } = new URL(download);
    const rest = download.slice(integration.apiBaseUrl.length).split('?')[0];
    const [, projectKey, repoSlug] = ARCHIVE.exec(rest ?? '') ?? [];
    if (!projectKey || !repoSlug) {
      throw new Error(`Incorrect URL: ${url}, it leads to no repository`);
    }
    return {
      projectKey: decodeURIComponent(projectKey),
      repoSlug: decodeURIComponent(repoSlug),
      directory: searchParams.get('path') ?? '',
      prefix: searchParams.get('prefix') ?? '',
      ...(at && { at }),
    };
  }

  /** By way of a file that is deleted once it is open. */
  async #download(
    tree: Tree,
    options: { commit: string; signal?: AbortSignal },
  ): Promise<Readable> {
    const { commit, signal } = options;
    const folder = await mkdtemp(path.join(tmpdir(), 'bitbucket-server-'));
    try {
      const saveBodyTo = path.join(folder, 'archive.tgz');
      await this.#options.api.content.saveArchive(tree, {
        query: {
          format: 'tgz',
          at: commit,
          prefix: tree.prefix,
          ...(tree.directory && { path: tree.directory }),
        },
        context: { signal, saveBodyTo },
      });
      const file = await open(saveBodyTo);
      if (!(await isArchive(file))) {
        await file.close();
        throw new Error(
          'what was answered is no archive; a login page or a proxy may stand before the API',
        );
      }
      return file.createReadStream();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

export interface TreeReadsOptions {
  readonly api: BitbucketServerApi;
  readonly integration: BitbucketServerIntegrationConfig;
  readonly treeResponseFactory: ReadTreeResponseFactory;
}

interface Tree extends RepositoryName {
  /** From the root on; empty for the root. */
  readonly directory: string;
  /** What the paths in the archive begin with. */
  readonly prefix: string;
  readonly at?: string;
}

/** Whatever else it is, Backstage would make a tree without files of it. */
async function isArchive(file: FileHandle): Promise<boolean> {
  const { buffer } = await file.read(Buffer.alloc(512), { position: 0 });
  const isGzip = buffer[0] === 0x1f && buffer[1] === 0x8b;
  return isGzip || buffer.toString('latin1', 257, 262) === 'ustar';
}

/** What Backstage gives a reader to make trees of archives, as far as it is used. */
export interface ReadTreeResponseFactory {
  fromTarArchive(options: {
    stream: Readable;
    subpath?: string;
    etag: string;
    filter?: (path: string, info?: { size: number }) => boolean;
  }): Promise<UrlReaderServiceReadTreeResponse>;
}
