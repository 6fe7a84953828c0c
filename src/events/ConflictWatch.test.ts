import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { createAuth } from '../../dev/rig/createAuth';
import { createEvents } from '../../dev/rig/createEvents';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { LogLines } from '../../dev/rig/LogLines';
import { createTestApi } from '../bitbucket/testing/createTestApi';
import { readTestConfig } from '../discovery/testing/readTestConfig';
import type { Settler } from '../reconcile';
import { ConflictWatch } from './ConflictWatch';

const TOPIC = 'experimental.catalog.conflict';
const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'rocket' },
} as Entity;
const entityRef = 'component:default/rocket';

const toTarget = (slug: string, host = 'git.example.com') =>
  `https://${host}/bitbucket/projects/ORBIT/repos/${slug}/browse/catalog-info.yaml`;
const toRef = (slug: string) =>
  stringifyEntityRef(
    locationSpecToLocationEntity({
      location: { type: 'url', target: toTarget(slug) },
    }),
  );

/** A watch in a catalog that may have the component. */
async function createScene(options: { readsCatalog?: false } = {}) {
  const catalog = new FakeCatalog();
  const events = createEvents();
  const log = new LogLines();
  const hinted: string[] = [];
  const noted: object[] = [];
  const retold: string[] = [];
  const retell = jest.fn(async (refs: readonly string[]) => {
    retold.push(...refs);
  });
  const watch = new ConflictWatch({
    config: readTestConfig(),
    api: createTestApi(),
    settler: {
      contested: { note: (each: object) => noted.push(each) },
      retell,
    } as unknown as Settler,
    hint: ({ projectKey, repoSlug }) =>
      hinted.push(`${projectKey}/${repoSlug}`),
    logger: log,
    ...(options.readsCatalog !== false && {
      catalog: { catalog: catalog.createService(), auth: createAuth() },
    }),
  });
  await watch.subscribe(events);
  return {
    ...{ watch, catalog, log, hinted, noted, retold, retell },
    tell: (eventPayload: unknown) =>
      events.publish({ topic: TOPIC, eventPayload: eventPayload as object }),
  };
}

function conflict(loser: string, holder: string) {
  return {
    unprocessedEntity: component,
    entityRef,
    newLocationKey: `url:${loser}`,
    existingLocationKey: `url:${holder}`,
  };
}

const own = conflict(toTarget('new'), toTarget('old'));

describe('ConflictWatch', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('notes who lost to whom, and has the one looked at that has the name', async () => {
    const { tell, noted, hinted, retold } = await createScene();
    await tell(own);
    expect(noted).toEqual([{ loser: toRef('new'), holder: toRef('old') }]);
    expect(hinted).toEqual(['ORBIT/old']);
    expect(retold).toEqual([]);
  });

  it('has the loser told anew where the catalog has no such entity after its cleaning', async () => {
    const { tell, retold } = await createScene();
    await tell(own);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(retold).toEqual([toRef('new')]);
  });

  it('has nothing told anew while the catalog has the entity', async () => {
    const { tell, retold, catalog } = await createScene();
    catalog.put(component, { providerName: 'processing' });
    await tell(own);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(retold).toEqual([]);
  });

  it('looks once more minutes later, for a file that goes then', async () => {
    const { tell, retold, catalog } = await createScene();
    catalog.put(component, { providerName: 'processing' });
    await tell(own);
    await jest.advanceTimersByTimeAsync(60_000);
    await catalog.connectionOf('processing').applyMutation({
      type: 'full',
      entities: [],
    });
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    expect(retold).toEqual([toRef('new')]);
  });

  it('acts for its own file that loses to a foreign one, and asks nothing of that', async () => {
    const { tell, retold, noted, hinted } = await createScene();
    await tell(conflict(toTarget('new'), 'https://github.com/a/b/blob/main/c'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(noted).toEqual([]);
    expect(hinted).toEqual([]);
    expect(retold).toEqual([toRef('new')]);
  });

  it.each<[string, unknown]>([
    ['a file of another host', conflict(toTarget('new', 'other.example.com'), toTarget('old'))],
    ['a file that is no repository’s', conflict('https://git.example.com/bitbucket/x', toTarget('old'))],
    ['no address at all', conflict('not an address', toTarget('old'))],
    ['what lacks a location', { entityRef, newLocationKey: null }],
    ['nothing', undefined],
  ])('leaves %s alone', async (_, payload) => {
    const { tell, noted, hinted, log } = await createScene();
    await tell(payload);
    expect(noted).toEqual([]);
    expect(hinted).toEqual([]);
    expect(log.lines).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('notes it without a catalog to ask as well, and asks nobody', async () => {
    const { tell, noted, retold } = await createScene({ readsCatalog: false });
    await tell(own);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(noted).toHaveLength(1);
    expect(retold).toEqual([]);
  });

  it('goes on where the catalog cannot be asked, or told', async () => {
    const { tell, catalog, log, retell } = await createScene();
    catalog.readFailure = new Error('the catalog is away');
    await tell(own);
    await jest.advanceTimersByTimeAsync(60_000);
    catalog.readFailure = undefined;
    retell.mockRejectedValueOnce(new Error('so is the database'));
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    expect(log.at('debug')).toEqual([
      expect.stringMatching(/the catalog is away/),
      expect.stringMatching(/so is the database/),
    ]);
  });

  it('does nothing any more once it is stopped', async () => {
    const { tell, watch, retold } = await createScene();
    await tell(own);
    watch.stop();
    await tell(own);
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(retold).toEqual([]);
  });

  it('warns, and does without, where the events service takes no subscription', async () => {
    const { watch, log } = await createScene();
    await watch.subscribe({
      publish: async () => {},
      subscribe: async () => {
        throw new Error('no events');
      },
    });
    expect(log.at('warn')).toEqual([
      expect.stringMatching(/^main: .*no events; mend the events service/),
    ]);
  });
});
