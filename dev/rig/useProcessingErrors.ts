import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { readProviderConfigs } from '../../src/config';
import { ProcessingErrors } from '../../src/fileErrors';
import { createAuth } from './createAuth';
import { createEvents } from './createEvents';
import { ProviderRig } from './ProviderRig';
import { useTestNetwork } from './useTestNetwork';

/** How often the catalog is asked at most. */
export const ROUND_MS = 30_000;
export const HOUR_MS = 60 * 60_000;

/** The line that tells that the file of repository one fails. */
export const BEGUN =
  'warn main: A/one: catalog-info.yaml fails in the catalog: it is broken; 1 failing in all';

const OWN = 'bitbucketServer-provider:main';

interface SceneOptions {
  readonly readsCatalog?: false;
  /** The configuration of the provider. */
  readonly provider?: JsonObject;
}

interface Failure {
  readonly entity?: string;
  readonly target?: string;
  readonly reason?: string;
}

interface Shown {
  readonly by?: string;
  readonly isFailing?: boolean;
}

/**
 * Prepares the tests of a file, and gives what creates a provider beside a
 * catalog whose processing the test plays.
 */
export function useProcessingErrors() {
  const network = useTestNetwork();

  return async function createScene(options: SceneOptions = {}) {
    const { provider = {} } = options;
    const rig = new ProviderRig({ network, providers: { main: provider } });
    const events = createEvents();
    const readErrors = new Map<string, unknown>();
    const [config] = readProviderConfigs(rig.config);
    const host = rig.createHosts().get(config!.host);
    const errors = new ProcessingErrors({
      ...{ ...host, config: config!, providerName: OWN, logger: rig.log },
      telemetry: host.hostTelemetry.ofProvider(config!.id),
      findReadError: target => readErrors.get(target),
      ...(options.readsCatalog !== false && {
        catalog: rig.catalog.createService(),
        auth: createAuth(),
      }),
    });
    await errors.subscribe(events);
    return {
      rig,
      errors,
      readErrors,
      catalog: rig.catalog,
      /** What the catalog publishes once a round. */
      fail: (slug: string, { entity, target, reason }: Failure = {}) =>
        events.publish({
          topic: 'experimental.catalog.errors',
          eventPayload: {
            entity: entity ?? toRef(slug),
            location: `url:${target ?? toTarget(slug)}`,
            errors: [new Error(reason ?? 'it is broken')],
          },
        }),
      /** Has the catalog show the Location of a file. */
      show: (slug: string, location: Shown = {}) => {
        const { by = OWN, isFailing = false } = location;
        const entity = toLocation(slug, { by, isFailing });
        rig.catalog.put(entity, { providerName: by });
      },
      /** Lets time pass, and gives the lines that it brought. */
      pass: async (ms: number) => {
        rig.log.lines.length = 0;
        await jest.advanceTimersByTimeAsync(ms);
        return rig.log.lines.map(({ level, message }) => `${level} ${message}`);
      },
    };
  };
}

/** Gives the address of a repository's file. */
export function toTarget(slug: string): string {
  return `https://git.example.com/projects/A/repos/${slug}/browse/catalog-info.yaml`;
}

function toLocation(slug: string, { by, isFailing }: Required<Shown>): Entity {
  const location = { type: 'url', target: toTarget(slug) };
  const entity = locationSpecToLocationEntity({ location });
  const item = {
    type: 'backstage.io/catalog-processing',
    level: 'error' as const,
    message: 'it is broken',
  };
  const shown: AlphaEntity = {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        'bitbucket.org/discovered-by': by,
      },
    },
    status: { items: isFailing ? [item] : [] },
  };
  return shown;
}

function toRef(slug: string): string {
  return stringifyEntityRef(toLocation(slug, { by: OWN, isFailing: false }));
}
