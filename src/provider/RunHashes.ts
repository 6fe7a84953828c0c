import { RepositoryAnswer } from '../discovery';
import { Finding, HashReading } from '../hashes';
import { LookedBefore } from '../reconcile';
import { hasChanged } from './hasChanged';
import { RunOptions } from './RunOptions';
import { RunRepository } from './RunRepositories';

/** So much of its time a run may wait for the server's hashes. */
const SHARE_OF_RUN = 0.1;

/** The server's hashes in one run: read before any look, and held against all looks. */
export class RunHashes {
  readonly #options: RunHashesOptions;
  readonly #findings: Finding[] = [];
  #asked?: Promise<HashReading | undefined>;
  #reading?: HashReading;

  constructor(options: RunHashesOptions) {
    this.#options = options;
  }

  /** Undefined where there are none. */
  async read(): Promise<HashReading | undefined> {
    this.#asked ??= this.#ask();
    this.#reading = await this.#asked;
    return this.#reading;
  }

  /** What is to be remembered with a look. */
  hashOf({ identity }: Pick<LookedBefore, 'identity'>): string | undefined {
    return this.#reading?.hashOf(identity.key);
  }

  note(
    { row, given, identity }: RunRepository,
    answer: RepositoryAnswer,
  ): void {
    const hash = this.#reading?.hashOf(identity.key);
    if (hash === undefined || row?.hash === undefined || given) {
      return;
    }
    const { fingerprint } = this.#options.provider.reconciler.settler;
    const isChanged = hasChanged(row, { answer, fingerprint });
    if (isChanged !== undefined) {
      const { key } = identity;
      this.#findings.push({ key, before: row.hash, hash, isChanged });
    }
  }

  /** Settles the score of the run. */
  async end(): Promise<void> {
    const { provider, run } = this.#options;
    await provider.hashes?.note(this.#findings.splice(0), run);
  }

  async #ask(): Promise<HashReading | undefined> {
    const { provider, run, context, repositories } = this.#options;
    return provider.hashes?.read({
      ...run,
      context,
      reader: provider.config.id,
      repositories: repositories.size,
      patienceMs: run.clock.lookingMs * SHARE_OF_RUN,
    });
  }
}

export type RunHashesOptions = Pick<
  RunOptions,
  'provider' | 'run' | 'repositories' | 'context'
>;
