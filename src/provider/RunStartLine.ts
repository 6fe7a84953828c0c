import { LoggerService } from '@backstage/backend-plugin-api';
import {
  BitbucketServerApi,
  RequestContext,
  RequestError,
  Server,
} from '../bitbucket';
import { HostConfig, ProviderConfig } from '../config';
import { describeStart, describeTooOld } from './describeStart';

/** The line waits no longer than this for anything. */
const LINE_MS = 5_000;
/** A host with a slow pace may take longer, for the sake of the warnings. */
const ASKING_MS = 30_000;
/** So long a run that is through otherwise waits for the answer. */
const GRACE_MS = 1_000;

/**
 * The first line of a run, with the version of the server in it. It is one at
 * debug level where it says nothing that the run before has not said.
 *
 * @remarks
 * The server is asked only once it has answered the run itself, so that a
 * server that is down or refuses the credentials is not asked once more for
 * the sake of a line. Whatever goes wrong, the line comes without a version,
 * and the run goes on.
 */
export class RunStartLine {
  readonly #options: RunStartLineOptions;
  readonly #end = new AbortController();
  #timer?: NodeJS.Timeout;
  #asking?: Promise<void>;
  #isLogged = false;

  constructor(options: RunStartLineOptions) {
    this.#options = options;
  }

  begin(): void {
    this.#timer = setTimeout(() => this.#log(undefined), LINE_MS);
  }

  /** The server is there, and knows who asks. */
  onServerAnswers(): void {
    this.#asking ??= this.#ask();
  }

  /** Waits for the line a little, where it is still to come. Never throws. */
  async end(): Promise<void> {
    const grace = setTimeout(() => this.#end.abort(), GRACE_MS);
    await this.#asking;
    clearTimeout(grace);
    clearTimeout(this.#timer);
    this.#log(undefined);
  }

  async #ask(): Promise<void> {
    const { api, config, context, logger } = this.#options;
    const timer = setTimeout(() => this.#end.abort(), ASKING_MS);
    const signal = AbortSignal.any([context.signal, this.#end.signal]);
    try {
      const server = await api.getServer({
        ...context,
        signal,
        priority: 'urgent',
      });
      this.#log(server);
      describeTooOld({ ...server, config }).forEach(line =>
        logger.warn(`${config.id}: ${line}`),
      );
    } catch (error) {
      this.#log(undefined);
      if (!signal.aborted && !(error instanceof RequestError)) {
        logger.warn(
          `${config.id}: the server's version could not be read: ${error}`,
        );
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #log(server: Server | undefined): void {
    if (!this.#isLogged) {
      this.#isLogged = true;
      const { config, logger } = this.#options;
      const line = describeStart({ ...this.#options, server });
      const level = this.#options.startLines.isNew(line) ? 'info' : 'debug';
      logger[level](`${config.id}: ${line}`);
    }
  }
}

export interface RunStartLineOptions {
  readonly api: BitbucketServerApi;
  readonly config: ProviderConfig;
  readonly hostConfig: HostConfig;
  readonly context: RequestContext & { signal: AbortSignal };
  readonly logger: LoggerService;
  readonly startLines: StartLines;
}

/** The first lines that the runs of a process have had. */
export class StartLines {
  #last?: string;

  /** Whether a line differs from that of the run before. */
  isNew(line: string): boolean {
    const isNew = line !== this.#last;
    this.#last = line;
    return isNew;
  }
}
