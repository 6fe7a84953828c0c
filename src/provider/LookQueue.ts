import PQueue from 'p-queue';
import { RememberedEntity } from '../memory';
import { ProviderParts } from './ProviderParts';
import { RunRepository } from './RunRepositories';

/** For less, a write to the database is not worth while. */
const MIN_SIZE = 64;
/** One write of so many takes some milliseconds. */
const MAX_SIZE = 500;
/** So long before its look may a row be bumped: who bumps it meanwhile costs the run another look. */
const AHEAD_MS = 1_000;

/**
 * Has repositories looked at, as many at once as the host may be asked. They
 * are made ready in chunks, each before the one before it runs out.
 */
export class LookQueue {
  readonly #options: LookQueueOptions;
  readonly #looks: PQueue;
  #size = MIN_SIZE;

  constructor(options: LookQueueOptions) {
    const { maxConcurrentRequests } = options.provider.host.hostConfig;
    this.#options = options;
    this.#looks = new PQueue({ concurrency: maxConcurrentRequests });
  }

  /** How many the next chunk is to have. */
  get size(): number {
    return this.#size;
  }

  /** Resolves when it is time for the next chunk. */
  async add(chunk: readonly RunRepository[]): Promise<void> {
    const startedAt = performance.now();
    await this.#begin(chunk);
    const { concurrency } = this.#looks;
    await this.#looks.onSizeLessThan(concurrency);
    // Of a chunk that is under way as a whole, nothing is known yet.
    if (chunk.length > concurrency) {
      const tookMs = performance.now() - startedAt;
      this.#size = toChunkSize({ looked: chunk.length, tookMs });
    }
  }

  async onIdle(): Promise<void> {
    await this.#looks.onIdle();
  }

  async #begin(chunk: readonly RunRepository[]): Promise<void> {
    const { provider, asker, look, onFailure } = this.#options;
    const { memory } = provider;
    const identities = chunk.map(({ identity }) => identity);
    await memory.adopt(
      chunk
        .filter(({ takesOver }) => takesOver)
        .map(({ identity }) => identity),
    );
    await memory.bump(identities, { asker });
    const known = await memory.readEntities(identities.map(({ key }) => key));
    for (const repository of chunk) {
      const { key } = repository.identity;
      this.#looks
        .add(() => look(repository, known.get(key) ?? []))
        .catch(onFailure);
    }
  }
}

export interface LookQueueOptions {
  readonly provider: Pick<ProviderParts, 'host' | 'memory'>;
  readonly asker: string;
  readonly look: (
    repository: RunRepository,
    known: readonly RememberedEntity[],
  ) => Promise<void>;
  /** Hears of a look that has thrown. */
  readonly onFailure: (error: unknown) => void;
}

/** As many as will be looked at within a second, going by the last ones. */
export function toChunkSize(options: {
  looked: number;
  tookMs: number;
}): number {
  const { looked, tookMs } = options;
  const size = Math.round((looked * AHEAD_MS) / Math.max(1, tookMs));
  return Math.min(MAX_SIZE, Math.max(MIN_SIZE, size));
}
