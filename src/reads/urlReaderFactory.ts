import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  LoggerService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { Hosts, hostsServiceRef } from '../bitbucket';
import { readReadsConfig } from '../config';
import { BitbucketServerUrlReader } from './BitbucketServerUrlReader';
import { GlobReads } from './GlobReads';
import { type Reads, readsServiceRef } from './Reads';
import { type ReadTreeResponseFactory, TreeReads } from './TreeReads';

/** What Backstage puts its URL reader together from. */
type ReaderFactory = (options: {
  config: RootConfigService;
  logger: LoggerService;
  treeResponseFactory: ReadTreeResponseFactory;
}) => { predicate: (url: URL) => boolean; reader: UrlReaderService }[];

/** By its id, so that nothing of Backstage's defaults has to be installed. */
const urlReaderFactoriesServiceRef = createServiceRef<ReaderFactory>({
  id: 'core.urlReader.factories',
  scope: 'plugin',
  multiton: true,
});

/**
 * Gives the catalog a reader for each host of `integrations.bitbucketServer`
 * whose `reads` are not switched off; other plugins keep Backstage's own.
 */
export const urlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {
    hosts: hostsServiceRef,
    plugin: coreServices.pluginMetadata,
    reads: readsServiceRef,
  },
  factory: ({ plugin, ...services }) =>
    plugin.getId() === 'catalog' ? createReaderFactory(services) : () => [],
});

/** Creates what Backstage makes the readers of all hosts with. */
export function createReaderFactory(services: {
  hosts: Hosts;
  reads: Reads;
}): ReaderFactory {
  return ({ config, treeResponseFactory }) =>
    ScmIntegrations.fromConfig(config)
      .bitbucketServer.list()
      .flatMap(integration => {
        const { host } = integration.config;
        const readsConfig = readReadsConfig(config, host);
        if (!readsConfig.enabled) {
          return [];
        }
        const { api } = services.hosts.get(host);
        const fileReads = services.reads.ofHost(host);
        const reader = new BitbucketServerUrlReader({
          integration,
          fileReads,
          globReads: new GlobReads({
            ...{ api, fileReads, integration },
            config: readsConfig,
          }),
          treeReads: new TreeReads({
            ...{ api, treeResponseFactory },
            integration: integration.config,
          }),
        });
        return [{ reader, predicate: (url: URL) => url.host === host }];
      });
}
