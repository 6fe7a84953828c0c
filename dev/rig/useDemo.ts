import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { CatalogHttpApi } from '../CatalogHttpApi';
import { pollUntil } from '../pollUntil';
import { startScript, type StartedScript } from '../startScript';

/**
 * A demonstration as `npm start` starts it.
 */
export interface Demo extends StartedScript {
  /** Waits for the last line of the start-up, and finds the catalog in it. */
  findCatalog(): Promise<CatalogHttpApi>;
  /** Where its stand-in listens, as the catalog shows it. */
  findStandIn(): Promise<string>;
}

/**
 * Gives what starts demonstrations; each ends with the tests of a file.
 */
export function useDemo(): (
  env: Record<string, string>,
  options?: { secrets?: readonly string[]; inShell?: true },
) => Demo {
  const started: StartedScript[] = [];
  afterAll(async () => {
    await Promise.allSettled(started.map(script => script.stop()));
  });
  return (env, { secrets = [], inShell } = {}) => {
    const script = startScript('index.ts', {
      env: { BACKEND_PORT: '0', ...env },
      secrets,
      inShell,
    });
    started.push(script);
    const findCatalog = () => findCatalogOf(script);
    return {
      ...script,
      findCatalog,
      findStandIn: async () => findStandInOf(await findCatalog()),
    };
  };
}

async function findCatalogOf(script: StartedScript): Promise<CatalogHttpApi> {
  return pollUntil('the demonstration has started', {
    ask: async () => {
      const output = script.output();
      const backendUrl = /The catalog: (\S+)\/api\/catalog\/entities/.exec(
        output,
      )?.[1];
      const accessToken = /Authorization: Bearer (\w+)'/.exec(output)?.[1];
      return backendUrl && output.includes('Ctrl-C ends everything.')
        ? new CatalogHttpApi({ backendUrl, accessToken })
        : undefined;
    },
  });
}

async function findStandInOf(catalog: CatalogHttpApi): Promise<string> {
  const [entity] = await catalog.listEntities();
  const location = entity?.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
  return new URL(location.replace(/^url:/, '')).origin;
}
