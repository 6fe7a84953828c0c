import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ResponseError } from '@backstage/errors';
import {
  type CatalogService,
  locationSpecToLocationEntity,
} from '@backstage/plugin-catalog-node';
import { BitbucketServerLocationAnalyzer } from '../../src/analyzer';
import { Hosts } from '../../src/bitbucket';
import { testBaseUrl } from '../../src/bitbucket/testing/createTestApi';
import { createAuth } from './createAuth';
import type { TestNetwork } from './TestNetwork';
import { useApiRig } from './useApiRig';

/**
 * Makes the entity of a file, named after where it is.
 */
export function toEntityAt(target: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: target.replace(/\W+/g, '-').slice(-40),
      annotations: { 'backstage.io/managed-by-location': `url:${target}` },
    },
    spec: { type: 'service' },
  };
}

/**
 * Makes the Location that stands for a file.
 */
export function toLocationAt(target: string): Entity {
  const location = { type: 'url', target };
  return locationSpecToLocationEntity({ location });
}

/**
 * Makes what the catalog throws where it refuses a file, or fails otherwise.
 */
export async function toRefusal(message: string, status = 400) {
  const error = { name: 'InputError', message };
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error, response: { statusCode: status } }), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}

/**
 * Prepares the server of a file's tests, and gives what starts it, with any
 * repositories or with `KEY/one` alone.
 */
export function useAnalyzerRig() {
  const { start, network } = useApiRig();
  return {
    start,
    /** Creates an analyzer that asks the server. */
    createTestAnalyzer: (options: TestAnalyzerOptions = {}) =>
      createTestAnalyzer(options, network),
    /** Without files there is no commit in it. */
    startOne(
      files: Record<string, string> | undefined,
      more: Parameters<typeof start>[0] = {},
    ): void {
      const one = { project: 'KEY', slug: 'one', ...(files && { files }) };
      start({ repositories: [one], ...more });
    },
  };
}

/**
 * What an analyzer is made from.
 */
interface TestAnalyzerOptions {
  /** What the catalog has. */
  held?: Entity[];
  /** The targets that people have registered. */
  registered?: string[];
  /** What a file holds; one entity by default. */
  dryRun?: (target: string) => Entity[] | Promise<Entity[]>;
  token?: string;
  maxRetries?: number;
}

/**
 * Creates the analyzer of a test's server, beside a catalog that can read any
 * file.
 */
function createTestAnalyzer(
  options: TestAnalyzerOptions,
  { transport }: TestNetwork,
) {
  const { held = [], registered = [] } = options;
  const { dryRun = (target: string) => [toEntityAt(target)] } = options;
  const catalogApi: CatalogService = new InMemoryCatalogClient({
    entities: held,
  });
  const credentials: unknown[] = [];
  let running = 0;
  let mostRunning = 0;
  catalogApi.addLocation = async ({ target, dryRun: isDryRun }, request) => {
    expect(isDryRun).toBe(true);
    credentials.push((request as { credentials: unknown }).credentials);
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    // Long enough for all others that may run beside it to begin.
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    try {
      return {
        location: { id: 'x', type: 'url', target, entityRef: 'x' },
        entities: [toLocationAt(target), ...(await dryRun(target))],
        exists: registered.includes(target),
      };
    } finally {
      running -= 1;
    }
  };
  const config = new ConfigReader({
    integrations: {
      bitbucketServer: [
        {
          host: new URL(testBaseUrl).host,
          apiBaseUrl: `${testBaseUrl}/rest/api/1.0`,
          token: options.token ?? 'test-token',
          retry: { maxRetries: options.maxRetries ?? 0 },
        },
      ],
    },
  });
  const [analyzer, ...others] = BitbucketServerLocationAnalyzer.fromConfig(
    config,
    {
      catalogApi,
      auth: createAuth(),
      // What the module alone hands over.
      ...{ hosts: new Hosts({ config, transport }) },
    },
  );
  expect(others).toEqual([]);
  if (!analyzer) {
    throw new Error('there is no analyzer');
  }
  const find = async (url: string) =>
    (await analyzer.analyze({ url })).existing.map(
      ({ location }) => location.target,
    );
  const mostAtOnce = () => mostRunning;
  return { analyzer, find, credentials, mostAtOnce };
}
