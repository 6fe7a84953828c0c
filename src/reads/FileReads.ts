import { NotModifiedError } from '@backstage/errors';
import type { BitbucketServerApi } from '../bitbucket';
import type { ReadsConfig } from '../config';
import type { HostTelemetry, ReadAnswer } from '../telemetry';
import { ConfirmationAge } from './ConfirmationAge';
import { Etag, parseEtag, toContentId, toEtag } from './etag';
import { toFileKeys } from './fileKeys';
import type { ForeignIds } from './ForeignIds';
import { KeptContents } from './KeptContents';
import type { Beginning, KnownFiles } from './KnownFiles';
import { isDoubted } from './takeIn';
import { isBusy, isMissing, toReadError } from './toReadError';
import type { FileTarget, KnownFile } from './types';

/** So often at most is a file read anew that changes while it is read. */
const MAX_ATTEMPTS = 3;

/**
 * A file as the catalog is given it.
 *
 * @internal
 */
export interface ReadFile {
  readonly content: Buffer;
  /** Undefined where the content is none of the server's. */
  readonly etag?: string;
}

/**
 * Reads files of one host, and none that is known to be as the catalog has it.
 *
 * @remarks
 * What the server is asked for is noted before it is handed out, and what
 * turns out to be older than what is noted is not handed out. So no reader
 * gives what is older than what another gave before.
 *
 * @internal
 */
export class FileReads {
  readonly #options: FileReadsOptions;
  readonly #age: ConfirmationAge;
  readonly #contents: KeptContents;
  readonly #inFlight = new Map<string, InFlight>();

  constructor(options: FileReadsOptions) {
    const { api, config, known } = options;
    this.#options = options;
    this.#age = new ConfirmationAge({ host: api.host, known, config });
    this.#contents = new KeptContents(config);
  }

  /**
   * Gives a file, or throws a `NotModifiedError` where it is what the etag
   * stands for.
   */
  async read(
    file: FileTarget,
    options: { etag?: string } = {},
  ): Promise<ReadFile> {
    const { hostTelemetry } = this.#options;
    const etag = parseEtag(options.etag);
    const count: { answer: ReadAnswer } = { answer: 'failed' };
    try {
      const read = await this.#read(file, { etag, count });
      if (read === UNMODIFIED) {
        throw new NotModifiedError();
      }
      return read;
    } finally {
      hostTelemetry.countRead(count.answer);
    }
  }

  async #read(
    file: FileTarget,
    { etag, count }: { etag?: Etag; count: { answer: ReadAnswer } },
  ): Promise<ReadFile | typeof UNMODIFIED> {
    const { known: knownFiles, config } = this.#options;
    for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
      const known = await knownFiles.find(file);
      const limitMs = await this.#age.limitMs(file);
      const answer = this.#answerFrom(known, { etag, limitMs });
      if (answer) {
        count.answer = answer === UNMODIFIED ? 'unmodified' : 'kept';
        return answer;
      }
      let fetched: Fetched;
      try {
        fetched = await this.#fetch(file, { known, etag });
      } catch (error) {
        const limit = { etag, limitMs: config.maxAgeMs };
        const stale = isBusy(error) && this.#answerFrom(known, limit);
        if (stale) {
          count.answer = 'stale';
          return stale;
        }
        count.answer = isMissing(error) ? 'read' : 'failed';
        throw toReadError(error, file);
      }
      const read = await this.#settle(fetched, { file, known, etag });
      if (read) {
        count.answer = 'read';
        return read;
      }
    }
    throw new Error(
      `${file.target} could not be read as ${file.restUrl}: it changed each time while it was read`,
    );
  }

  /** The answer for which nothing has to be asked; undefined where there is none. */
  #answerFrom(
    known: KnownFile | undefined,
    { etag, limitMs }: { etag?: Etag; limitMs: number },
  ): ReadFile | typeof UNMODIFIED | undefined {
    if (
      known?.contentId === undefined ||
      isDoubted(known) ||
      Date.now() - known.confirmedAt >= limitMs
    ) {
      return undefined;
    }
    if (etag?.contentId === known.contentId) {
      return UNMODIFIED;
    }
    // What the catalog holds may have been seen after that.
    const isOlder = etag !== undefined && known.seenFrom < etag.revision;
    const content = isOlder ? undefined : this.#contents.get(known.contentId);
    return content && toReadFile(content, known);
  }

  /** Notes what was read; undefined where something else was seen meanwhile. */
  async #settle(
    fetched: Fetched,
    options: { file: FileTarget; known?: KnownFile; etag?: Etag },
  ): Promise<ReadFile | typeof UNMODIFIED | undefined> {
    const { file, known, etag } = options;
    const { content, contentId } = fetched;
    if (contentId === undefined) {
      return { content };
    }
    this.#contents.keep(contentId, content);
    if (known?.contentId !== undefined && known.contentId !== contentId) {
      const { fileKey } = toFileKeys(file);
      this.#options.foreignIds.noteRead(fileKey, { known: known.contentId });
    }
    const now = await this.#options.known.seeFile(file, {
      ...fetched,
      contentId,
    });
    if (!known) {
      this.#age.noteNew();
    }
    if (now.contentId !== contentId) {
      return undefined;
    }
    return etag?.contentId === contentId
      ? UNMODIFIED
      : toReadFile(content, now);
  }

  /** Asks the server, once for all that ask at the same time. */
  async #fetch(
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

/**
 * What {@link FileReads} works with.
 *
 * @internal
 */
export interface FileReadsOptions {
  readonly api: BitbucketServerApi;
  readonly config: ReadsConfig;
  readonly known: KnownFiles;
  readonly foreignIds: ForeignIds;
  readonly hostTelemetry: Pick<HostTelemetry, 'countRead'>;
}

/** In place of a file that is what the catalog holds. */
const UNMODIFIED = Symbol('unmodified');

/** What the server has answered. */
interface Fetched extends Beginning {
  readonly content: Buffer;
  /** Undefined where somebody else has answered in place of the server. */
  readonly contentId: string | undefined;
}

interface InFlight {
  readonly seenFrom: number;
  readonly fetched: Promise<Fetched>;
}

function toReadFile(
  content: Buffer,
  { contentId, seenUntil }: KnownFile,
): ReadFile {
  return contentId === undefined
    ? { content }
    : { content, etag: toEtag({ contentId, revision: seenUntil }) };
}

/** The raw content of a file is never HTML, unless it is a page itself. */
function isLoginPage(
  { path }: FileTarget,
  { contentType }: { contentType: string | null },
): boolean {
  const isHtml = /^text\/html\b/i.test(contentType ?? '');
  return isHtml && !/\.x?html?$/i.test(path);
}
