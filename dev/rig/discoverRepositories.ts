import {
  serveStandIn,
  type ServedStandIn,
} from '../standin/serveStandIn';
import { StandInBitbucket } from '../standin/StandInBitbucket';
import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';

const TOKEN = 'token-90bd17fe';

/**
 * A stand-in that listens, and what an integration says of it.
 */
export interface ServedRepositories {
  readonly standIn: StandInBitbucket;
  readonly served: ServedStandIn;
  /** Where it listens, with the context path. */
  readonly base: string;
  readonly server: { host: string; apiBaseUrl: string; token: string };
}

/**
 * Serves repositories that are held in memory, whose links lead to where they
 * are served.
 */
export async function serveRepositories(
  options: Omit<StandInBitbucketOptions, 'baseUrl' | 'credentials'>,
): Promise<ServedRepositories> {
  const standIn = new StandInBitbucket({
    ...options,
    baseUrl: 'http://127.0.0.1',
    credentials: { token: TOKEN },
  });
  const served = await serveStandIn({ standIn });
  const base = `${served.url}${options.contextPath ?? ''}`;
  standIn.moveTo(base);
  const server = {
    host: new URL(base).host,
    apiBaseUrl: `${base}/rest/api/1.0`,
    token: TOKEN,
  };
  return { standIn, served, base, server };
}
