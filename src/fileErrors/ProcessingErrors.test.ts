import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { createAuth } from '../../dev/rig/createAuth';
import { createEvents } from '../../dev/rig/createEvents';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { BitbucketServerResponseError } from '../bitbucket';
import { readProviderConfigs } from '../config';
import { ProcessingErrors } from './ProcessingErrors';

const network = useTestNetwork();
const ROUND_MS = 30_000;
const MAX_ROUND_MS = 5 * 60_000;
const LOOK_LIMIT_MS = 2 * 60_000;
const HOUR_MS = 60 * 60_000;
const OWN = 'bitbucketServer-provider:main';

/** A provider beside a catalog whose processing the test plays. */
async function createScene(options: SceneOptions = {}) {
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
}

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

function toTarget(slug: string): string {
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

const BEGUN =
  'warn main: A/one: catalog-info.yaml fails in the catalog: it is broken; 1 failing in all';
const WELL =
  'info main: A/one: catalog-info.yaml is well again in the catalog; none is failing now';

describe('ProcessingErrors', () => {
  it('warns once of a file that fails round after round', async () => {
    const { fail, pass, show, errors } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    for (let round = 0; round < 5; round += 1) {
      await fail('one');
      expect(await pass(4 * ROUND_MS)).toEqual([]);
    }
    expect(errors.failing).toBe(1);
  });

  it('says once that it is well again, and asks nothing from then on', async () => {
    const { fail, pass, show, errors, catalog } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(1_000);
    show('one');
    expect(await pass(ROUND_MS)).toEqual([WELL]);
    expect(errors.failing).toBe(0);
    const asked = catalog.requestedRefs.length;
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(catalog.requestedRefs).toHaveLength(asked);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('tells what the read of a file has met, and what to do', async () => {
    const { fail, pass, show, readErrors } = await createScene();
    show('one', { isFailing: true });
    readErrors.set(
      toTarget('one'),
      new BitbucketServerResponseError({
        url: 'https://git.example.com/rest/api/1.0/projects/A/repos/one/raw/catalog-info.yaml',
        status: 403,
        requestId: '*1ABC2x123x4x0',
      }),
    );
    await fail('one', { reason: 'Unable to read url, ..., 403 Forbidden' });
    expect(await pass(1_000)).toEqual([
      'warn main: A/one: catalog-info.yaml fails in the catalog: GET https://git.example.com/rest/api/1.0/projects/A/repos/one/raw/catalog-info.yaml answered 403 (request *1ABC2x123x4x0); give the account read permission; 1 failing in all',
    ]);
  });

  it('warns anew when it fails anew', async () => {
    const { fail, pass, show } = await createScene();
    await fail('one');
    await pass(1_000);
    show('one');
    await pass(ROUND_MS);
    await fail('one');
    expect(await pass(ROUND_MS)).toEqual([BEGUN]);
  });

  it('does not take a status for well that has yet to show the failure', async () => {
    const { fail, pass, show, errors } = await createScene();
    show('one');
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    for (let round = 0; round < 12; round += 1) {
      await fail('one');
      expect(await pass(10_000)).toEqual([]);
    }
    expect(errors.failing).toBe(1);
  });

  it('tells of a file that was never read, and when it is', async () => {
    const { fail, pass, show, errors } = await createScene();
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(errors.failing).toBe(1);
    show('one');
    expect(await pass(MAX_ROUND_MS)).toEqual([WELL]);
  });

  it('forgets what was never read once it has not failed for hours', async () => {
    const { fail, pass, errors } = await createScene();
    await fail('one');
    await pass(1_000);
    expect(await pass(7 * HOUR_MS)).toEqual([]);
    expect(errors.failing).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says that a failing file is gone once the catalog no longer shows it', async () => {
    const { fail, pass, show, catalog } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(1_000);
    catalog.hide(toTarget('one'));
    expect(await pass(ROUND_MS)).toEqual([
      'info main: A/one: catalog-info.yaml is no longer in the catalog; none is failing now',
    ]);
  });

  it('tells of an entity in a file that was read', async () => {
    const { fail, pass, show } = await createScene();
    show('one');
    await fail('one', { entity: 'component:default/x' });
    expect(await pass(1_000)).toEqual([
      'warn main: A/one: component:default/x of catalog-info.yaml fails in the catalog: it is broken; 1 failing in all',
    ]);
  });

  it.each([
    ['another provider has found', { by: 'bitbucketServer-provider:other' }],
    ['somebody has registered', { by: '' }],
  ])('says nothing of a file that %s', async (_, location) => {
    const { fail, pass, show, errors } = await createScene();
    show('one', { ...location, isFailing: true });
    await fail('one');
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(errors.failing).toBe(0);
  });

  it('does not ask about what another host has', async () => {
    const { rig, errors, catalog } = await createScene();
    const events = createEvents();
    await errors.subscribe(events);
    for (const location of [
      'url:https://github.com/a/b/blob/main/catalog-info.yaml',
      'file:/catalog-info.yaml',
    ]) {
      await events.publish({
        topic: 'experimental.catalog.errors',
        eventPayload: { entity: 'location:default/x', location, errors: [] },
      });
    }
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    expect(catalog.requestedRefs).toEqual([]);
    expect(rig.log.lines).toEqual([]);
  });

  it('makes one line of many that fail at once, and one when all are well', async () => {
    const { fail, pass, show, errors } = await createScene();
    const slugs = Array.from({ length: 400 }, (_, index) => `r-${index}`);
    for (const slug of slugs) {
      await fail(slug);
    }
    expect(await pass(2_000)).toEqual([
      expect.stringMatching(/^warn main: 400 files fail .* 400 failing in all$/),
    ]);
    expect(errors.failing).toBe(400);
    slugs.forEach(slug => show(slug));
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^info main: 400 files are well again/),
    ]);
  });

  it('keeps no more than ten thousand', async () => {
    const { fail, pass, errors } = await createScene();
    for (let index = 0; index < 10_005; index += 1) {
      await fail(`r-${index}`);
    }
    await pass(2_000);
    expect(errors.failing).toBe(10_000);
  });

  it('asks the catalog every half minute at most', async () => {
    const { fail, pass, catalog } = await createScene();
    await fail('one');
    await pass(1_000);
    await fail('two');
    await pass(ROUND_MS - 2_000);
    expect(catalog.requestedRefs).toHaveLength(1);
    await pass(2_000);
    expect(catalog.requestedRefs).toHaveLength(2);
  });

  it('asks ever less often while nothing changes, and every five minutes at least', async () => {
    const { fail, pass, show, catalog } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(1_000);
    const asked: number[] = [];
    catalog.beforeRead = async () => {
      asked.push(Date.now());
    };
    for (let round = 0; round < 36; round += 1) {
      await pass(50_000);
      await fail('one', { reason: 'it is broken still' });
      await pass(50_000);
    }
    const pauses = asked.slice(1).map((at, index) => at - asked[index]!);
    expect(pauses.slice(0, 5)).toEqual(
      [60, 120, 240, 300, 300].map(seconds => seconds * 1_000),
    );
    expect(asked.length).toBeLessThan(16);
  });

  it('asks soon again once something else fails', async () => {
    const { fail, pass, show } = await createScene();
    show('one', { isFailing: true });
    await fail('one');
    await pass(HOUR_MS);
    show('two', { isFailing: true });
    await fail('two');
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^warn main: A\/two: .* 2 failing in all$/),
    ]);
    show('two');
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^info main: A\/two: .* 1 still failing$/),
    ]);
  });

  it('asks nothing more while the catalog has yet to answer', async () => {
    const { fail, pass, catalog } = await createScene();
    catalog.beforeRead = async () => new Promise<never>(() => {});
    await fail('one');
    await pass(1_000);
    await fail('two');
    await pass(LOOK_LIMIT_MS - 1_000);
    expect(catalog.requestedRefs).toHaveLength(1);
  });

  it('goes on after a catalog that never answered', async () => {
    const { fail, pass, catalog } = await createScene();
    catalog.beforeRead = async () => new Promise<never>(() => {});
    await fail('one');
    expect(await pass(1_000)).toEqual([]);
    catalog.beforeRead = async () => {};
    expect(await pass(LOOK_LIMIT_MS)).toEqual([
      expect.stringMatching(/^debug main: the catalog could not be asked .* 2 minutes/),
    ]);
    expect(await pass(ROUND_MS)).toEqual([BEGUN]);
  });

  it('warns, and rejects nothing, where it cannot subscribe', async () => {
    const { rig, errors } = await createScene();
    const events = {
      subscribe: async () => {
        throw new Error('no such topic');
      },
    } as unknown as EventsService;
    await errors.subscribe(events);
    expect(rig.log.lines).toEqual([
      {
        level: 'warn',
        message: expect.stringMatching(/^main: .* no such topic; discovery goes on/),
      },
    ]);
  });

  it.each([
    ['with a password in it', toTarget('one').replace('//', '//jane:hunter2@')],
    ['with a token in its query', `${toTarget('one')}?access_token=hunter2`],
    ['of another branch', `${toTarget('one')}?at=refs%2Fheads%2Fdev`],
  ])('tells nothing of an address %s', async (_, target) => {
    const provider = { branch: 'prod', fallbackBranch: 'HEAD' };
    const { fail, pass, catalog } = await createScene({ provider });
    await fail('one', { target, reason: `${target} is broken` });
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(catalog.requestedRefs).toEqual([]);
  });

  it('tells of a file on a branch of its own', async () => {
    const provider = { branch: 'prod' };
    const { fail, pass } = await createScene({ provider });
    await fail('one', { target: `${toTarget('one')}?at=refs%2Fheads%2Fprod` });
    expect(await pass(1_000)).toHaveLength(1);
  });

  it('repeats no credential of an address that a file names', async () => {
    const { fail, pass } = await createScene();
    const nested = 'https://jane:hunter2@git.example.com/x?token=hunter2';
    await fail('one', { reason: `Unable to read ${nested}` });
    expect(await pass(1_000)).toEqual([
      expect.stringContaining(
        'Unable to read https://***@git.example.com/x?token=***',
      ),
    ]);
  });

  it('loses nothing that it hears of while it asks', async () => {
    const { fail, pass, catalog, errors } = await createScene();
    catalog.beforeRead = async () => {
      catalog.beforeRead = async () => {};
      await fail('two');
    };
    await fail('one');
    expect(await pass(1_000)).toEqual([BEGUN]);
    expect(await pass(ROUND_MS)).toHaveLength(1);
    expect(errors.failing).toBe(2);
  });

  it('loses nothing while the catalog cannot be asked', async () => {
    const { fail, pass, catalog } = await createScene();
    catalog.readFailure = new Error('503 Service Unavailable');
    await fail('one');
    expect(await pass(ROUND_MS)).toEqual([
      expect.stringMatching(/^debug main: the catalog could not be asked/),
    ]);
    catalog.readFailure = undefined;
    expect(await pass(ROUND_MS)).toEqual([BEGUN]);
  });

  it('ends with the backend', async () => {
    const { fail, pass, errors } = await createScene();
    await fail('one');
    errors.stop();
    await fail('two');
    expect(await pass(HOUR_MS)).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says nothing where it cannot ask the catalog at all', async () => {
    const { fail, pass } = await createScene({ readsCatalog: false });
    await fail('one');
    expect(await pass(HOUR_MS)).toEqual([]);
  });
});
