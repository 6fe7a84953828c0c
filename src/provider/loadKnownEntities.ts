import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import pRetry from 'p-retry';
import { RepositoryName } from '../bitbucket';
import { HostConfig } from '../config';
import { KnownEntities } from './KnownEntities';
import { readKnownEntities } from './readKnownEntities';
import { untilAborted } from './untilAborted';

/** A catalog that is just starting answers within some 30 s. */
const RETRIES = 5;

/**
 * Loads what the catalog holds of a provider, together with what the provider
 * itself last told it.
 *
 * @remarks
 * Memory alone is not enough, since sweeps move between replicas and
 * restarts; the catalog's API alone is not either, since it does not show a
 * location that was never read.
 *
 * @internal
 */
export async function loadKnownEntities(options: {
  catalog?: CatalogService;
  auth?: AuthService;
  providerName: string;
  hostConfig: HostConfig;
  remembered: ReadonlyMap<string, RepositoryName | undefined>;
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<KnownEntities> {
  const { catalog, auth, providerName, remembered, logger, signal } = options;
  if (!catalog || !auth) {
    return new KnownEntities({ isComplete: false, repositories: remembered });
  }
  const { host } = options.hostConfig;
  try {
    const reading = pRetry(
      () => readKnownEntities({ catalog, auth, providerName, host }),
      { retries: RETRIES, signal },
    );
    const read = await untilAborted(reading, { signal });
    const repositories = new Map(remembered);
    read.forEach(({ repository }, ref) => repositories.set(ref, repository));
    return new KnownEntities({
      isComplete: true,
      repositories,
      shown: new Set([...read.keys()].filter(ref => read.get(ref)?.isOurs)),
    });
  } catch (error) {
    signal.throwIfAborted();
    logger.warn(
      `${providerName}: the catalog could not be asked what it holds, so this run removes nothing unless it sees everything: ${error}`,
    );
    return new KnownEntities({ isComplete: false, repositories: remembered });
  }
}
