import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { Hosts } from '../../src/bitbucket';
import type { HostsOptions } from '../../src/bitbucket/Hosts';
import { MigratedDatabase } from '../../src/database';
import { Reads } from '../../src/reads/Reads';
import { createReaderFactory } from '../../src/reads/urlReaderFactory';
import { LogLines } from './LogLines';

/**
 * Creates the reader that the catalog has, with the reads behind it and
 * nothing but memory.
 */
export function createReader(
  config: Config,
  options: Pick<HostsOptions, 'transport'> = {},
): {
  reader: UrlReaderService;
  reads: Reads;
  hosts: Hosts;
} {
  const logger = new LogLines();
  const hosts = new Hosts({ config, ...options });
  const database = new MigratedDatabase({
    database: {
      getClient: () => Promise.reject(new Error('there is none')),
    },
    logger,
  });
  const reads = new Reads({ config, hosts, database, logger });
  return {
    reader: UrlReaders.default({
      config,
      logger,
      factories: [createReaderFactory({ hosts, reads })],
    }),
    reads,
    hosts,
  };
}
