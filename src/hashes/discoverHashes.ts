import type { BitbucketServerApi, RequestContext } from '../bitbucket';
import { toHash } from './HashReading';

/** The server's hashes, by the keys of repositories; throws where it takes too long. */
export async function discoverHashes(
  api: BitbucketServerApi,
  options: {
    context: RequestContext & { readonly signal: AbortSignal };
    /** How long it may take. */
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
