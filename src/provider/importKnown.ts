import { LoggerService } from '@backstage/backend-plugin-api';
import pRetry from 'p-retry';
import { untilAborted } from '../bitbucket';
import { toProviderName } from '../config';
import { toRepositoryId } from '../discovery';
import { RepositoryIdentity } from '../memory';
import { toIdentity } from '../reconcile';
import { ProviderParts } from './ProviderParts';
import { readKnownEntities } from './readKnownEntities';

/** A catalog that is just starting answers within some 30 s. */
const RETRIES = 5;

/**
 * Lets memory know what the catalog holds of a provider: from an earlier
 * version, from the upstream module, or from before the database was lost.
 * Says whether it could.
 */
export async function importKnown(
  { config, host, memory, catalog }: ProviderParts,
  options: { logger: LoggerService; signal: AbortSignal },
): Promise<boolean> {
  const { logger, signal } = options;
  if (!catalog) {
    return false;
  }
  const providerName = toProviderName(config);
  let known: Awaited<ReturnType<typeof readKnownEntities>>;
  try {
    const reading = pRetry(
      () =>
        readKnownEntities({
          ...catalog,
          providerName,
          host: host.hostConfig.host,
        }),
      { retries: RETRIES, signal },
    );
    known = await untilAborted(reading, { signal });
  } catch (error) {
    signal.throwIfAborted();
    logger.warn(
      `${providerName}: the catalog could not be asked what it holds, so this run removes nothing unless it sees everything: ${error}`,
    );
    return false;
  }
  const repositories = new Map<
    string,
    { repository: RepositoryIdentity; entityRefs: string[] }
  >();
  for (const [entityRef, name] of known) {
    if (name) {
      const id = toRepositoryId(name);
      const { projectKey, repoSlug } = name;
      const entry = repositories.get(id) ?? {
        repository: toIdentity({ projectKey, repoSlug }),
        entityRefs: [],
      };
      entry.entityRefs.push(entityRef);
      repositories.set(id, entry);
    }
  }
  await memory.learn([...repositories.values()]);
  return true;
}
