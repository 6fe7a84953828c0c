import {
  type BitbucketServerApi,
  RepositoryHash,
  type RequestContext,
  UnmovedFile,
} from '../bitbucket';

/**
 * What a repository is by its hash, as against what is remembered of it.
 *
 * - `unmoved`: it has not changed, if the hashes are to be believed
 * - `unknown`: the hashes say nothing of it
 */
export type Movement = 'moved' | 'unmoved' | 'unknown';

/** The server's list of hashes, as it was at one moment. */
export class HashReading {
  /** Whether what has not moved has not changed. */
  readonly isBelieved: boolean;
  readonly #options: HashReadingOptions;

  constructor(options: HashReadingOptions) {
    this.#options = options;
    this.isBelieved = options.isBelieved;
  }

  /** Tells who observes looks which files need none. */
  async confirm(files: readonly UnmovedFile[]): Promise<void> {
    await this.#options.confirm(files);
  }

  /** What is to be remembered with a look that begins after the reading. */
  hashOf(key: string): string | undefined {
    return this.#options.hashes.get(key);
  }

  /** Compares with what was remembered with the last look. */
  compare(row: {
    readonly key: string;
    readonly hash?: string;
    /** Whether there was no branch that could be the default one. */
    readonly isEmpty: boolean;
  }): Movement {
    const hash = this.#options.hashes.get(row.key);
    if (hash === undefined || row.hash === undefined) {
      return 'unknown';
    }
    if (hash !== row.hash) {
      return 'moved';
    }
    // Another default branch moves no hash of the content.
    return tellsBranch(hash) || row.isEmpty ? 'unmoved' : 'unknown';
  }
}

export interface HashReadingOptions {
  readonly hashes: ReadonlyMap<string, string>;
  readonly isBelieved: boolean;
  /** Takes in what holds since before the reading began. */
  readonly confirm: (files: readonly UnmovedFile[]) => Promise<void>;
}

/** One text of the content's hash and the default branch, which moves with either. */
export function toHash({ contentHash, defaultBranch }: RepositoryHash): string {
  return defaultBranch === undefined
    ? contentHash
    : `${contentHash} ${defaultBranch}`;
}

function tellsBranch(hash: string): boolean {
  return hash.includes(' ');
}

/** The server's hashes, by the keys of repositories; throws where it takes too long. */
export async function discoverHashes(
  api: BitbucketServerApi,
  options: {
    context: RequestContext & { readonly signal: AbortSignal };
    patienceMs: number;
  },
): Promise<ReadonlyMap<string, string>> {
  const { context, patienceMs } = options;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const hashes = new Map<string, string>();
    const pages = api.readRepositoryHashes({
      ...context,
      signal: AbortSignal.any([context.signal, patience.signal]),
      priority: 'urgent',
    });
    for await (const page of pages) {
      page.forEach(row => hashes.set(`id:${row.id}`, toHash(row)));
    }
    return hashes;
  } finally {
    clearTimeout(timer);
  }
}
