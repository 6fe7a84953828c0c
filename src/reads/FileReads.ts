import { NotModifiedError } from '@backstage/errors';
import type { BitbucketServerApi } from '../bitbucket';
import type { ReadsConfig } from '../config';
import type { HostTelemetry, ReadAnswer } from '../telemetry';
import { ConfirmationAge } from './ConfirmationAge';
import { Etag, parseEtag, toEtag } from './etag';
import type { FailedReads } from './FailedReads';
import { toFileKeys } from './fileKeys';
import type { ForeignIds } from './ForeignIds';
import { KeptContents } from './KeptContents';
import type { KnownFiles } from './KnownFiles';
import { type Fetched, RawReads } from './RawReads';
import { isDoubted } from './takeIn';
import { isBusy, isMissing, toReadError } from './toReadError';
import type { FileTarget, KnownFile } from './types';

/** So often at most is a file read anew that changes while it is read. */
const MAX_ATTEMPTS = 3;
/**
 * While so many wait for the server, nobody else does who can be answered
 * without: each holds one of the ten slots that the catalog has for everything.
 */
const MAX_WAITING = 2;

export interface ReadFile {
  readonly content: Buffer;
  /** Undefined where the content is none of the server's. */
  readonly etag?: string;
}

/**
 * Reads files of one host, and none that is known to be as the catalog has it.
 * What the server is asked for is noted before it is handed out, and what turns
 * out to be older than what is noted is not handed out. So no reader gives what
 * is older than what another gave before.
 */
export class FileReads {
  readonly #options: FileReadsOptions;
  readonly #age: ConfirmationAge;
  readonly #contents: KeptContents;
  readonly #raw: RawReads;
  #waiting = 0;

  constructor(options: FileReadsOptions) {
    const { api, config, known } = options;
    this.#options = options;
    this.#age = new ConfirmationAge({ host: api.host, known, config });
    this.#contents = new KeptContents(config);
    this.#raw = new RawReads(options);
  }

  /** Gives a file, or throws a `NotModifiedError` where it is what the etag says. */
  async read(
    file: FileTarget,
    options: { etag?: string } = {},
  ): Promise<ReadFile> {
    const { failedReads, hostTelemetry } = this.#options;
    const etag = parseEtag(options.etag);
    const count: { answer: ReadAnswer } = { answer: 'failed' };
    try {
      const read = await this.#read(file, { etag, count });
      if (count.answer !== 'stale') {
        failedReads.forget(file.target);
      }
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
    const { known: knownFiles, config, failedReads } = this.#options;
    for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
      const known = await knownFiles.find(file);
      const limitMs = await this.#age.limitMs(file);
      const answer = this.#answerFrom(known, { etag, limitMs });
      if (answer) {
        count.answer = answer === UNMODIFIED ? 'unmodified' : 'kept';
        return answer;
      }
      // What nobody has looked at for longer is not answered for unasked.
      const stale = this.#answerFrom(known, { etag, limitMs: config.maxAgeMs });
      // What has failed is not well before it was read.
      const hasFailed = failedReads.find(file.target) !== undefined;
      if (stale && !hasFailed && this.#waiting >= MAX_WAITING) {
        count.answer = 'stale';
        void this.#confirmLater(file, { known, etag });
        return stale;
      }
      let fetched: Fetched;
      this.#waiting += 1;
      try {
        fetched = await this.#raw.read(file, { known, etag });
      } catch (error) {
        if (stale && isBusy(error)) {
          count.answer = 'stale';
          return stale;
        }
        count.answer = isMissing(error) ? 'read' : 'failed';
        failedReads.note(file.target, { error });
        throw toReadError(error, file);
      } finally {
        this.#waiting -= 1;
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
      // A clock that was set back leaves times behind that are to come.
      Math.abs(Date.now() - known.confirmedAt) >= limitMs
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

  /** Reads a file while nobody waits, and tells what has changed. Never throws. */
  async #confirmLater(
    file: FileTarget,
    options: { known?: KnownFile; etag?: Etag },
  ): Promise<void> {
    const { known, refresh, failedReads } = this.#options;
    try {
      await this.#raw
        .read(file, options)
        .then(fetched => this.#settle(fetched, { file, ...options }))
        // That it is missing is noted with it.
        .catch(error => {
          if (!isBusy(error)) {
            failedReads.note(file.target, { error });
          }
          return toReadError(error, file);
        });
      const now = await known.find(file);
      if (now?.contentId !== options.known?.contentId) {
        await refresh([file.target]);
      }
    } catch {
      // The database has failed.
    }
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
}

export interface FileReadsOptions {
  readonly api: BitbucketServerApi;
  readonly config: ReadsConfig;
  readonly known: KnownFiles;
  readonly foreignIds: ForeignIds;
  readonly failedReads: FailedReads;
  readonly hostTelemetry: Pick<HostTelemetry, 'countRead'>;
  readonly refresh: (targets: readonly string[]) => Promise<void>;
}

/** In place of a file that is what the catalog holds. */
const UNMODIFIED = Symbol('unmodified');

function toReadFile(
  content: Buffer,
  { contentId, seenUntil }: KnownFile,
): ReadFile {
  return contentId === undefined
    ? { content }
    : { content, etag: toEtag({ contentId, revision: seenUntil }) };
}
