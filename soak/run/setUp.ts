import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import { takePort } from '../../dev/takePort';
import { LOOPBACK, toDemoConfig, toWebhookUrl } from '../../dev/toDemoConfig';
import { startCatalog } from '../catalog/startCatalog';
import { DatabaseTrouble } from '../faults/DatabaseTrouble';
import { HashTurns } from '../faults/HashTurns';
import { Chance } from '../random/Chance';
import { RecentLines } from '../report/RecentLines';
import { Tally } from '../report/Tally';
import { scopes } from '../truth/scopes';
import { toProviderName } from '../truth/toProviderName';
import { WebhookMail } from '../webhooks/WebhookMail';
import { EventRelay } from './EventRelay';
import { ProviderProcesses, ShortRuns } from './ProviderProcesses';
import { ServerWorld } from './ServerWorld';
import type { SoakStage } from './types';

const KEPT_LINES = 60;

/**
 * Starts everything that takes part in a soak: the server, the backend with
 * its catalog, and the first process of the providers.
 */
export async function setUp(options: { seed: number }): Promise<
  SoakStage & { stop(): Promise<void> }
> {
  const token = randomBytes(16).toString('hex');
  const secret = randomBytes(16).toString('hex');
  const world = await ServerWorld.start({ scopes, token });
  const port = await takePort(0, { host: LOOPBACK });
  const logger = new RecentLines({ kept: KEPT_LINES });
  const catalog = await startCatalog({
    config: toConfig({ world, port, token, secret }),
    providerNames: scopes.map(toProviderName),
    logger: new RecentLines({ kept: KEPT_LINES }),
  });
  const client = await catalog.database.getClient();
  const database = new DatabaseTrouble();
  await database.attach(client);
  const processes = new ProviderProcesses({
    catalog,
    relay: new EventRelay(catalog.events),
    scopes,
    toConfig: runs => toConfig({ world, port, token, secret, ...runs }),
    logger,
    world,
  });
  await processes.start();
  const target = { url: toWebhookUrl({ port }), secret };
  return {
    scopes,
    chance: new Chance(options),
    world,
    catalog,
    database,
    hashes: new HashTurns({ hashes: world.standIn.hashes, database: client }),
    processes,
    mail: new WebhookMail({ target }),
    tally: new Tally(),
    history: new RecentLines({ kept: KEPT_LINES }),
    logger,
    async stop() {
      await processes.current.shutDown();
      await catalog.stop();
      await world.stop();
    },
  };
}

function toConfig(
  options: {
    world: ServerWorld;
    port: number;
    token: string;
    secret: string;
  } & Partial<ShortRuns>,
): JsonObject {
  const { world, port, token, secret, seconds } = options;
  const schedule = { frequency: { seconds }, timeout: { seconds } };
  const providers = scopes.map(
    ({ id, config }) =>
      [
        id,
        {
          ...{ ...config, host: world.host },
          ...(seconds !== undefined && { schedule }),
        },
      ] as const,
  );
  return toDemoConfig({
    port,
    server: {
      host: world.host,
      apiBaseUrl: `${world.url}/rest/api/1.0`,
      token,
    },
    webhookSecret: secret,
    catalog: {
      processingInterval: { seconds: 10 },
      providers: { bitbucketServer: Object.fromEntries(providers) },
    },
  });
}
