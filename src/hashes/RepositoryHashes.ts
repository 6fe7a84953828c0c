import { LoggerService } from '@backstage/backend-plugin-api';
import {
  BitbucketServerApi,
  HostDownError,
  RequestContext,
  ROWS_PER_PAGE,
} from '../bitbucket';
import type { MigratedDatabase } from '../database';
import { describeTrust } from './describeTrust';
import { discoverHashes, HashReading, HashReadingOptions } from './HashReading';
import { Finding, HashTrust } from './HashTrust';
import { HashTrustStore } from './HashTrustStore';

/** A reading serves those who ask so soon after it, each of them once. */
const SHARED_MS = 10_000;

/** A host's hashes: read once for runs that begin together, believed as earned. */
export class RepositoryHashes {
  readonly #options: RepositoryHashesOptions;
  readonly #store: HashTrustStore;
  #shared?: SharedReading;
  #trust = new HashTrust();
  /** How many requests the list took when it was last read. */
  #pages = 0;

  constructor(options: RepositoryHashesOptions) {
    this.#options = options;
    this.#store = new HashTrustStore({ ...options, host: options.api.host });
  }

  /** How far they are believed, as far as this process has seen. */
  get trust(): HashTrust {
    return this.#trust;
  }

  /** The same, as far as any replica has. */
  async readTrust(): Promise<HashTrust> {
    return this.#store.read();
  }

  /**
   * The list as it is now; undefined where there is none, or where it takes
   * more requests than it can save. Never throws: a run without it looks at
   * everything.
   */
  async read(options: ReadOptions): Promise<HashReading | undefined> {
    const { reader, repositories } = options;
    if (!this.#shared || !isFor(reader, this.#shared)) {
      if (this.#pages > repositories) {
        return undefined;
      }
      const shared: SharedReading = {
        readers: new Set(),
        reading: this.#readAnew(options).finally(() => {
          shared.endedAt = performance.now();
        }),
      };
      this.#shared = shared;
    }
    this.#shared.readers.add(reader);
    return this.#shared.reading;
  }

  /** Keeps score of what looks have found. Never throws. */
  async note(
    findings: readonly Finding[],
    { logger }: { logger: LoggerService },
  ): Promise<void> {
    if (!findings.some(({ isChanged }) => isChanged)) {
      return;
    }
    try {
      const now = Date.now();
      await this.#change(trust => trust.withFindings(findings, { now }), {
        logger,
      });
    } catch (error) {
      this.#debug(`what looks have found was not noted: ${error}`, { logger });
    }
  }

  /**
   * Keeps score of a change that a webhook has told of, of a repository whose
   * hash was this one when the list was last read. Never throws.
   *
   * @remarks
   * Where webhooks tell of every change, no run finds one. Once the hashes are
   * believed, the looks of runs are enough: hashes that come late would be
   * suspended by each push.
   */
  async noteHeardOf(
    { key, hash }: { key: string; hash: string },
    { logger }: { logger: LoggerService },
  ): Promise<void> {
    try {
      const trust = await this.readTrust();
      if (trust.standing({ now: Date.now() }) === 'learning') {
        const finding = { key, before: hash, hash, isChanged: true };
        await this.note([{ ...finding, isHeardOf: true }], { logger });
      }
    } catch (error) {
      this.#debug(`a change was not noted: ${error}`, { logger });
    }
  }

  async #readAnew(options: ReadOptions): Promise<HashReading | undefined> {
    const { logger } = options;
    try {
      this.#trust = await this.#store.read();
      if (this.#trust.isRefused({ now: Date.now() })) {
        return undefined;
      }
      // What is confirmed holds from before the first request on.
      const confirm = await this.#options.api.content.looks.onHashes();
      const hashes = await this.#ask(options);
      return hashes && (await this.#judge(hashes, { confirm, logger }));
    } catch (error) {
      // Of the database; the server has refused nothing.
      this.#debug(`hashes of repositories are not used this time: ${error}`, {
        logger,
      });
      return undefined;
    }
  }

  async #judge(
    hashes: ReadonlyMap<string, string>,
    options: Pick<HashReadingOptions, 'confirm'> & Pick<ReadOptions, 'logger'>,
  ): Promise<HashReading> {
    const { confirm, logger } = options;
    const now = Date.now();
    const hashOf = (key: string) => hashes.get(key);
    const trust = await this.#change(
      each => each.withReading({ hashOf, now }),
      { logger },
    );
    const isBelieved = trust.standing({ now }) === 'believed';
    return new HashReading({ hashes, isBelieved, confirm });
  }

  /** The list; undefined where it cannot be had, and then for a day to come. */
  async #ask(
    options: ReadOptions,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    try {
      const hashes = await discoverHashes(this.#options.api, options);
      this.#pages = Math.ceil(hashes.size / ROWS_PER_PAGE);
      return hashes;
    } catch (error) {
      const { aborted } = options.context.signal;
      if (!aborted && !(error instanceof HostDownError)) {
        await this.#noteRefusal(error, options);
      }
      return undefined;
    }
  }

  async #noteRefusal(error: unknown, { logger }: ReadOptions): Promise<void> {
    this.#debug(`no hashes of repositories, asked again in a day: ${error}`, {
      logger,
    });
    const now = Date.now();
    await this.#change(trust => trust.withRefusal({ now }), { logger });
  }

  async #change(
    work: (trust: HashTrust) => HashTrust,
    { logger }: { logger: LoggerService },
  ): Promise<HashTrust> {
    const { before, after } = await this.#store.change(work);
    this.#trust = after;
    const line = describeTrust(before, { after, now: Date.now() });
    if (line) {
      logger[line.level](`${this.#options.api.host}: ${line.text}`);
    }
    return after;
  }

  #debug(text: string, { logger }: { logger: LoggerService }): void {
    logger.debug(`${this.#options.api.host}: ${text}`);
  }
}

/** Whether a reading is recent, and new to whoever asks. */
function isFor(reader: string, { readers, endedAt }: SharedReading): boolean {
  const ageMs = endedAt === undefined ? 0 : performance.now() - endedAt;
  return !readers.has(reader) && ageMs < SHARED_MS;
}

export interface RepositoryHashesOptions {
  readonly api: BitbucketServerApi;
  /** Trust is that of the process where it is left out. */
  readonly database?: MigratedDatabase;
}

interface ReadOptions {
  /** Who reads; nobody is given one reading twice. */
  readonly reader: string;
  readonly context: RequestContext & { readonly signal: AbortSignal };
  /** How many looks the list may save. */
  readonly repositories: number;
  readonly patienceMs: number;
  readonly logger: LoggerService;
}

interface SharedReading {
  readonly readers: Set<string>;
  readonly reading: Promise<HashReading | undefined>;
  endedAt?: number;
}
