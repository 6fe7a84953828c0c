import type { BitbucketServerApi } from '../bitbucket';
import type { ReadsConfig } from '../config';
import { Etag, toContentId } from './etag';
import { toFileKeys } from './fileKeys';
import type { Beginning, KnownFiles } from './KnownFiles';
import { isDoubted } from './takeIn';
import { isMissing } from './toReadError';
import type { FileTarget, KnownFile } from './types';

export interface Fetched extends Beginning {
  readonly content: Buffer;
  /** Undefined where somebody else has answered in place of the server. */
  readonly contentId: string | undefined;
}

/** Asks the server for files, once for all that ask at the same time. */
export class RawReads {
  readonly #options: RawReadsOptions;
  readonly #inFlight = new Map<string, InFlight>();

  constructor(options: RawReadsOptions) {
    this.#options = options;
  }

  /** Nobody shares a request that was begun before what is to be seen. */
  async read(
    file: FileTarget,
    { known, etag }: { known?: KnownFile; etag?: Etag },
  ): Promise<Fetched> {
    const { fileKey } = toFileKeys(file);
    const notBefore = Math.max(known?.doubtedAt ?? 0, etag?.revision ?? 0);
    const begun = await this.#options.known.begin();
    const other = this.#inFlight.get(fileKey);
    if (other && other.seenFrom >= notBefore) {
      return other.fetched;
    }
    const isUrgent = known !== undefined && isDoubted(known);
    const fetched = this.#ask(file, { begun, isUrgent });
    const inFlight = { seenFrom: begun.seenFrom, fetched };
    this.#inFlight.set(fileKey, inFlight);
    try {
      return await fetched;
    } finally {
      if (this.#inFlight.get(fileKey) === inFlight) {
        this.#inFlight.delete(fileKey);
      }
    }
  }

  async #ask(
    file: FileTarget,
    { begun, isUrgent }: { begun: Beginning; isUrgent: boolean },
  ): Promise<Fetched> {
    const { api, config, known } = this.#options;
    const { path, at } = file;
    try {
      const { body, headers } = await api.content.readRawFile(file, {
        path,
        at,
        context: {
          // Somebody waits for it: a user, or whoever has pushed.
          priority: isUrgent ? 'urgent' : 'ordinary',
          maxWaitMs: config.maxWaitMs,
          // The catalog asks again by itself.
          maxRetries: 1,
        },
      });
      const contentType = headers.get('content-type');
      const isOwn = !isLoginPage(file, { contentType });
      return {
        ...begun,
        content: body,
        contentId: isOwn ? toContentId(body) : undefined,
      };
    } catch (error) {
      if (isMissing(error)) {
        await known.seeFile(file, { ...begun, contentId: undefined });
      }
      throw error;
    }
  }
}

export interface RawReadsOptions {
  readonly api: BitbucketServerApi;
  readonly config: ReadsConfig;
  readonly known: KnownFiles;
}

interface InFlight {
  readonly seenFrom: number;
  readonly fetched: Promise<Fetched>;
}

/** The raw content of a file is never HTML, unless it is a page itself. */
function isLoginPage(
  { path }: FileTarget,
  { contentType }: { contentType: string | null },
): boolean {
  const isHtml = /^text\/html\b/i.test(contentType ?? '');
  return isHtml && !/\.x?html?$/i.test(path);
}
