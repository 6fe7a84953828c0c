import {
  type BackendFeature,
  type SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  type CatalogAnalysisExtensionPoint,
  catalogAnalysisExtensionPoint,
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type ScmLocationAnalyzer,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { useDatabaseFactory } from './useDatabaseFactory';

/**
 * A backend that runs, and what was added to its catalog.
 */
export interface ModuleBackend {
  readonly backend: TestBackend;
  readonly providers: EntityProvider[];
  readonly analyzers: ScmLocationAnalyzer[];
  readonly tasks: SchedulerServiceTaskInvocationDefinition[];
  readonly scheduler: ReturnType<typeof mockServices.scheduler.mock>;
}

/**
 * Gives a function that starts a backend with nothing but these features, for
 * a catalog that notes what is added to it. Call it at the top of a test file.
 */
export function useModuleBackend(): (options: {
  config: JsonObject;
  features: readonly BackendFeature[];
  /** Of none of the features; a test backend takes no extension point in vain. */
  hasNoAnalyzer?: true;
}) => Promise<ModuleBackend> {
  const database = useDatabaseFactory();
  return async ({ config, features, hasNoAnalyzer }) => {
    const providers: EntityProvider[] = [];
    const analyzers: ScmLocationAnalyzer[] = [];
    const tasks: SchedulerServiceTaskInvocationDefinition[] = [];
    const run = async (task: SchedulerServiceTaskInvocationDefinition) => {
      tasks.push(task);
    };
    const scheduler = mockServices.scheduler.mock({
      createScheduledTaskRunner: jest.fn(() => ({ run })),
    });
    const processing = {
      addEntityProvider: (...added: (EntityProvider | EntityProvider[])[]) =>
        providers.push(...added.flat()),
    };
    const analysis: [
      typeof catalogAnalysisExtensionPoint,
      Partial<CatalogAnalysisExtensionPoint>,
    ] = [
      catalogAnalysisExtensionPoint,
      { addScmLocationAnalyzer: added => analyzers.push(added) },
    ];
    const backend = await startTestBackend({
      extensionPoints: [
        [catalogProcessingExtensionPoint, processing],
        ...(hasNoAnalyzer ? [] : [analysis]),
      ],
      features: [
        ...features,
        catalogServiceMock.factory(),
        database,
        mockServices.rootConfig.factory({ data: config }),
        scheduler.factory,
      ],
    });
    return { backend, providers, analyzers, tasks, scheduler };
  };
}
