import type { JsonObject } from '@backstage/types';
import {
  serveStandIn,
  type ServedStandIn,
} from '../standin/serveStandIn';
import { StandInBitbucket } from '../standin/StandInBitbucket';
import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';
import { startBackendProcess, type BackendProcess } from '../startBackendProcess';

const TOKEN = 'token-90bd17fe';

/**
 * Repositories that a stand-in serves, and a backend that discovers them.
 */
export interface DiscoveredRepositories {
  readonly standIn: StandInBitbucket;
  readonly served: ServedStandIn;
  readonly backend: BackendProcess;
  /** Where the stand-in listens, with the context path. */
  readonly base: string;
  /** Ends both. */
  stop(): Promise<void>;
}

/**
 * Serves repositories that are held in memory, whose links lead to where they
 * are served, and starts a backend beside them.
 */
export async function discoverRepositories(
  repositories: Omit<StandInBitbucketOptions, 'baseUrl' | 'credentials'>,
  options: {
    /** Beneath `catalog.providers.bitbucketServer`. */
    providers: JsonObject;
    /** Beneath the integration. */
    integration?: JsonObject;
  },
): Promise<DiscoveredRepositories> {
  const standIn = new StandInBitbucket({
    ...repositories,
    baseUrl: 'http://127.0.0.1',
    credentials: { token: TOKEN },
  });
  const served = await serveStandIn({ standIn });
  const base = `${served.url}${repositories.contextPath ?? ''}`;
  standIn.moveTo(base);
  const backend = await startBackendProcess({
    server: {
      host: new URL(base).host,
      apiBaseUrl: `${base}/rest/api/1.0`,
      token: TOKEN,
      ...options.integration,
    },
    catalog: { providers: { bitbucketServer: options.providers } },
  }).catch(async error => {
    await served.close();
    throw error;
  });
  const stop = async () => {
    await backend.stop();
    await served.close();
  };
  return { standIn, served, backend, base, stop };
}
