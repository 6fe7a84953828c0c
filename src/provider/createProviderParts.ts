import {
  AuthService,
  DatabaseService,
  LifecycleService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { BitbucketServerApi, Hosts } from '../bitbucket';
import {
  HostConfig,
  ProviderConfig,
  readProviderConfigs,
  readProviderSection,
} from '../config';
import { BitbucketServerFileParser, CatalogFileMapper } from '../entities';
import {
  DatabaseRecentChecks,
  MemoryRecentChecks,
  RecentChecks,
} from '../events';
import type { ProviderTelemetry } from '../telemetry';
import { OpeningLines } from './OpeningLines';
import { TargetRegistry } from './TargetRegistry';

/**
 * Everything that one provider consists of.
 *
 * @internal
 */
export interface ProviderParts {
  readonly providerName: string;
  readonly config: ProviderConfig;
  readonly hostConfig: HostConfig;
  readonly api: BitbucketServerApi;
  readonly mapper: CatalogFileMapper;
  readonly targets: TargetRegistry;
  readonly checks: RecentChecks;
  readonly telemetry: ProviderTelemetry;
  readonly openings: OpeningLines;
  readonly taskRunner: SchedulerServiceTaskRunner;
  readonly logger: LoggerService;
  readonly catalog?: CatalogService;
  readonly auth?: AuthService;
  readonly lifecycle?: LifecycleService;
  readonly events?: EventsService;
}

/**
 * Reads the configuration and creates the parts of each provider in it; the
 * client of a host, and so its budget, is one and the same for all.
 *
 * @internal
 */
export function createProviderParts(
  config: Config,
  options: {
    logger: LoggerService;
    schedule?: SchedulerServiceTaskRunner;
    scheduler?: SchedulerService;
    parser?: BitbucketServerFileParser;
    events?: EventsService;
    database?: DatabaseService;
    hosts?: Hosts;
    catalogApi?: CatalogService;
    auth?: AuthService;
    lifecycle?: LifecycleService;
  },
): ProviderParts[] {
  const { schedule, scheduler, parser, events, database } = options;
  const { catalogApi, auth, lifecycle } = options;
  const targets = new TargetRegistry();
  const hosts = options.hosts ?? new Hosts(config);

  return readProviderConfigs(config, options).map(providerConfig => {
    const { id } = providerConfig;
    const providerName = `bitbucketServer-provider:${id}`;
    const taskRunner =
      schedule ?? scheduler?.createScheduledTaskRunner(providerConfig.schedule);
    if (!taskRunner) {
      throw new Error(
        `${providerName} has neither a schedule nor a scheduler; give fromConfig one of the two`,
      );
    }
    const host = hosts.get(providerConfig.host);
    const logger = options.logger.child({ target: providerName });
    return {
      ...host,
      providerName,
      config: providerConfig,
      mapper: new CatalogFileMapper({
        providerName,
        host: host.hostConfig.host,
        apiBaseUrl: host.hostConfig.apiBaseUrl,
        integrationHosts: host.integrationHosts,
        createClient: host.createClient,
        logger,
        parser,
        provider: { id, config: readProviderSection(config, { id }) },
      }),
      targets,
      checks: database
        ? new DatabaseRecentChecks({ database, providerName, logger })
        : new MemoryRecentChecks(),
      telemetry: host.hostTelemetry.ofProvider(providerConfig.id),
      openings: new OpeningLines(),
      taskRunner,
      logger,
      events,
      catalog: catalogApi,
      auth,
      lifecycle,
    };
  });
}
