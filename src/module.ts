import {
  coreServices,
  createBackendModule,
  createExtensionPoint,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  CatalogAnalysisExtensionPoint,
  CatalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogScmEventsServiceRef } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { BitbucketServerLocationAnalyzer } from './analyzer';
import { hostsServiceRef } from './bitbucket';
import { readIntegrationHosts } from './config';
import { migratedDatabaseServiceRef } from './database';
import {
  bitbucketServerLocationParserExtensionPoint,
  LocationParserSlot,
} from './entities';
import { ScmEventBridge } from './events';
import {
  bitbucketServerDiscoveryReadPermission,
  createRouter,
  Explainer,
  Guard,
  registerActions,
} from './explanation';
import { BitbucketServerEntityProvider } from './provider';
import { createRefreshMiddleware, readsServiceRef } from './reads';

/*
 * Extension points by their ids, since Backstage before 1.48 hands them out in
 * another place.
 */
const catalogAnalysis = createExtensionPoint<CatalogAnalysisExtensionPoint>({
  id: 'catalog.analysis',
});
const catalogProcessing = createExtensionPoint<CatalogProcessingExtensionPoint>(
  { id: 'catalog.processing' },
);

/**
 * Adds a provider to the catalog for each entry of
 * `catalog.providers.bitbucketServer`, and an analyzer of addresses for each of
 * `integrations.bitbucketServer`, and passes webhooks on to the catalog's own
 * events.
 *
 * @public
 */
export const catalogModuleBitbucketServerEntityProvider = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'bitbucket-server-entity-provider',
  register(env) {
    const slot = new LocationParserSlot();
    env.registerExtensionPoint(
      bitbucketServerLocationParserExtensionPoint,
      slot,
    );
    env.registerInit({
      deps: {
        analysis: catalogAnalysis,
        auth: coreServices.auth,
        catalogApi: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        hosts: hostsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        processing: catalogProcessing,
        reads: readsServiceRef,
        scheduler: coreServices.scheduler,
        tables: migratedDatabaseServiceRef,
        ...(actionsRegistryServiceRef && {
          actionsRegistry: actionsRegistryServiceRef,
        }),
        // Backstage before 1.48 has no such service.
        ...(catalogScmEventsServiceRef && {
          scmEvents: catalogScmEventsServiceRef,
        }),
      },
      async init({ analysis, config, processing, scmEvents, ...services }) {
        const { events, hosts, lifecycle, logger, reads } = services;
        const explainer = new Explainer();
        const options = {
          ...services,
          parser: slot.parser,
          onCreated: explainer.add.bind(explainer),
        };
        const discovery = BitbucketServerEntityProvider.fromConfig(
          config,
          options,
        );
        if (discovery.length === 0) {
          logger.info(
            'No repository is discovered, since catalog.providers.bitbucketServer holds no provider; a host beneath it makes one',
          );
        }
        processing.addEntityProvider(discovery, reads.provider);
        // Before the catalog's own routes, as this runs before its plugin does.
        services.httpRouter.use(
          createRefreshMiddleware({
            ...services,
            catalog: services.catalogApi,
          }),
        );
        const guard = new Guard(services);
        services.httpRouter.use(
          createRouter({ ...services, explainer, guard }),
        );
        services.permissionsRegistry.addPermissions([
          bitbucketServerDiscoveryReadPermission,
        ]);
        if (services.actionsRegistry) {
          registerActions(services.actionsRegistry, { explainer, guard });
        }
        BitbucketServerLocationAnalyzer.fromConfig(config, options).forEach(
          analyzer => analysis.addScmLocationAnalyzer(analyzer),
        );

        if (scmEvents) {
          const bridge = new ScmEventBridge({
            events,
            scmEvents,
            logger,
            hosts,
            hostNames: readIntegrationHosts(config),
            beforeRefresh: repository => reads.beforeRefresh(repository),
          });
          lifecycle.addStartupHook(() => bridge.start());
          lifecycle.addShutdownHook(() => bridge.stop());
        }
      },
    });
  },
});
