import { driveUntil } from '../../dev/rig/driveUntil';
import { Replica } from '../../dev/rig/Replica';
import { useSqlite } from '../../dev/rig/useSqlite';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import {
  createRig,
  FILE,
  SceneOptions,
  toNames,
} from '../../dev/rig/webhookScene';
import { MigratedDatabase } from '../database';
import { webhookBodies } from '../events/testing/webhookBodies';
import { repository } from '../events/testing/webhookRepositories';
import { settle } from '../http/testing/settle';
import { StoredMemory } from '../memory/StoredMemory';

const network = useTestNetwork();
const openSqlite = useSqlite();

const antenna = { slug: 'antenna', path: FILE };

/** Where it is remembered, and which replica takes the webhooks. */
const cases = [
  { store: 'process', who: 'the same replica' },
  { store: 'database', who: 'the same replica' },
  { store: 'database', who: 'another replica' },
] as const;

function createDatabase(): MigratedDatabase {
  return new MigratedDatabase({
    database: openSqlite(),
    logger: { warn: message => expect(message).toBeUndefined() },
  });
}

/** A repository that the sweep does not get past before it is told to. */
function holdRocket(rig: WebhookRig) {
  rig.breakWith({
    match: /rocket\/browse/,
    times: 1,
    respond: { holdUntilReleased: 'rocket' },
  });
}

describe.each(cases)(
  'a webhook that $who acts upon while a sweep runs, remembered in the $store',
  ({ who, store }) => {
    /** Replicas over an empty catalog, of which one takes the webhooks. */
    async function start(options: Partial<SceneOptions> = {}) {
      const rig = createRig({ network, ...options });
      const database =
        store === 'database' ? createDatabase() : undefined;
      const sweeper = new Replica({ rig, database });
      const handler =
        who === 'the same replica'
          ? sweeper
          : new Replica({ rig, database });
      await handler.webhooks.subscribe(rig.events);
      return { rig, sweeper };
    }

    /** The same after a sweep. */
    async function startSwept(options: Partial<SceneOptions> = {}) {
      const scene = await start(options);
      expect(await scene.sweeper.sweep()).toBeUndefined();
      scene.rig.forget();
      return scene;
    }

    /** Before a file is added, or before it is removed. */
    async function startBefore(
      what: 'added' | 'removed',
      options: Partial<SceneOptions> = {},
    ) {
      if (what === 'removed') {
        return startSwept(options);
      }
      const scene = await start(options);
      scene.rig.standIn.removeFile('ORBIT', antenna);
      return scene;
    }

    function change(rig: WebhookRig, what: 'added' | 'removed') {
      if (what === 'added') {
        rig.standIn.writeFile('ORBIT', { ...antenna, content: '' });
      } else {
        rig.standIn.removeFile('ORBIT', antenna);
      }
    }

    /** Adds or removes the file, and has a webhook tell of it. */
    async function push(rig: WebhookRig, what: 'added' | 'removed') {
      change(rig, what);
      await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    }

    /** Sweeps, and lets things happen once the antenna has been read. */
    async function sweepWhile(
      { rig, sweeper }: Awaited<ReturnType<typeof start>>,
      happens: () => Promise<unknown>,
    ): Promise<void> {
      holdRocket(rig);
      const sweep = settle(sweeper.runs.run({ logger: rig.log }));
      await driveUntil(() =>
        rig.log.at('debug').some(line => line.startsWith('ORBIT/antenna: ')),
      );
      await happens();
      expect(sweep.state).toBe('pending');
      rig.faults.release('rocket');
      await driveUntil(() => sweep.state !== 'pending');
      expect(sweep.error).toBeUndefined();
    }

    const changes = ['added', 'removed'] as const;

    it.each(changes)(
      'has the last word on a file that was %s after the sweep had looked',
      async what => {
        const scene = await startBefore(what);
        await sweepWhile(scene, () => push(scene.rig, what));
        expect(toNames(scene.rig).includes('ORBIT/antenna')).toBe(
          what === 'added',
        );
        expect(scene.rig.catalog.mutations.at(-1)?.type).toBe('full');
      },
    );

    it('has the last word on a repository that was renamed after the sweep had looked', async () => {
      const scene = await startSwept();
      const { rig } = scene;
      await sweepWhile(scene, async () => {
        rig.standIn.renameRepository('ORBIT', { slug: 'antenna', to: 'dish' });
        await rig.send('repo:modified', { body: webhookBodies.rename() });
      });
      expect(toNames(rig)).toEqual(['ORBIT/dish', 'ORBIT/rocket', 'SEA/buoy']);
    });

    it('has the last word on a repository that was created after the sweep had listed its project', async () => {
      const scene = await startSwept();
      const { rig } = scene;
      await sweepWhile(scene, async () => {
        const dish = { slug: 'dish', id: 32 };
        const files = { [FILE]: '' };
        rig.standIn.addRepository({ project: 'ORBIT', ...dish, files });
        const body = webhookBodies.push({
          repository: { ...repository(), ...dish },
        });
        await rig.send('repo:refs_changed', { body });
      });
      expect(toNames(rig)).toContain('ORBIT/dish');
    });

    it('has the last word on a repository that was deleted after the sweep had looked', async () => {
      const scene = await startSwept();
      const { rig } = scene;
      await sweepWhile(scene, async () => {
        rig.standIn.removeRepository('ORBIT', { slug: 'antenna' });
        const body = webhookBodies.ofRepository('repo:deleted');
        await rig.send('repo:deleted', { body });
      });
      expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
    });

    it.each(changes)(
      'has the last word on a file that was %s where the sweep leaves something unknown',
      async what => {
        const scene = await startBefore(what);
        const { rig } = scene;
        rig.standIn.repository('SEA', { slug: 'buoy' }).state = 'OFFLINE';
        await sweepWhile(scene, () => push(rig, what));
        expect(rig.catalog.mutations.at(-1)?.type).toBe('delta');
        expect(toNames(rig).includes('ORBIT/antenna')).toBe(what === 'added');
      },
    );

    it.each(changes)(
      'keeps a file %s where the sweep gets no answer when it looks again',
      async what => {
        const retry = { maxRetries: 0 };
        const scene = await startBefore(what, { integration: { retry } });
        const { rig } = scene;
        await sweepWhile(scene, async () => {
          await push(rig, what);
          rig.breakWith({ match: /antenna$/, respond: { status: 500 } });
        });
        expect(toNames(rig).includes('ORBIT/antenna')).toBe(what === 'added');
      },
    );

    it.each(changes)(
      'has the last word on a file that was %s after the sweep had looked again, and before it told the catalog',
      async what => {
        const { rig, sweeper } = await startBefore(what);
        const mutation = sweeper.holdMutation();
        const sweep = settle(sweeper.runs.run({ logger: rig.log }));
        await driveUntil(() => mutation.isReached());
        change(rig, what);
        // In the same process it has to wait for the mutation.
        await rig.publish('repo:refs_changed', webhookBodies.push());
        await jest.advanceTimersByTimeAsync(5_000);
        mutation.release();
        await driveUntil(
          () => sweep.state !== 'pending' && rig.outcomes.length > 0,
        );
        expect(toNames(rig).includes('ORBIT/antenna')).toBe(what === 'added');
      },
    );

    it('costs the sweep one more look, however many there were, and none where it came before', async () => {
      const scene = await startSwept();
      const { rig, sweeper } = scene;
      await push(rig, 'added');
      rig.forget();
      await sweeper.sweep();
      expect(rig.paths).not.toContain('/projects/ORBIT/repos/antenna');

      let asked: string[] = [];
      await sweepWhile(scene, async () => {
        await push(rig, 'added');
        await push(rig, 'added');
        asked = rig.paths;
      });
      const later = rig.paths.slice(asked.length);
      expect(later.filter(path => path.endsWith('/antenna'))).toHaveLength(1);
    });
  },
);

describe('a webhook whose replica has told the catalog, and not noted it yet', () => {
  it('is not undone for good by the full mutation of another replica', async () => {
    const rig = createRig({ network });
    const database = createDatabase();
    const sweeper = new Replica({ rig, database });
    const handler = new Replica({ rig, database });
    await handler.webhooks.subscribe(rig.events);
    expect(await sweeper.sweep()).toBeUndefined();
    rig.forget();

    const mutation = sweeper.holdMutation();
    const sweep = settle(sweeper.runs.run({ logger: rig.log }));
    await driveUntil(() => mutation.isReached());
    const { markTold } = StoredMemory.prototype;
    let note = () => {};
    const noted = new Promise<void>(resolve => {
      note = resolve;
    });
    jest
      .spyOn(StoredMemory.prototype, 'markTold')
      .mockImplementationOnce(async function hold(this: StoredMemory, told) {
        await noted;
        await markTold.call(this, told);
      });
    rig.standIn.removeFile('ORBIT', antenna);
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await driveUntil(() => !toNames(rig).includes('ORBIT/antenna'));
    mutation.release();
    await driveUntil(() => sweep.state !== 'pending');
    note();
    await driveUntil(() => rig.outcomes.length > 0);
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
    jest.restoreAllMocks();
  });
});

describe('a webhook while a sweep tells the catalog all that it has seen', () => {
  it('is not forgotten with a repository that a filter has left out until then', async () => {
    const filters = { labels: { include: 'mine' } };
    const rig = createRig({ network, providers: { main: { filters } } });
    const database = createDatabase();
    const sweeper = new Replica({ rig, database });
    const handler = new Replica({ rig, database });
    await handler.webhooks.subscribe(rig.events);
    const labelled = (project: string, slug: string) => {
      rig.standIn.repository(project, { slug }).labels = ['mine'];
    };
    labelled('SEA', 'buoy');
    expect(await sweeper.sweep()).toBeUndefined();
    const push = () =>
      rig.send('repo:refs_changed', { body: webhookBodies.push() });
    await push();

    const mutation = sweeper.holdMutation();
    const sweep = settle(sweeper.runs.run({ logger: rig.log }));
    await driveUntil(() => mutation.isReached());
    labelled('ORBIT', 'antenna');
    await push();
    mutation.release();
    await driveUntil(() => sweep.state !== 'pending');
    expect(toNames(rig)).toEqual(['ORBIT/antenna', 'SEA/buoy']);

    rig.standIn.removeFile('ORBIT', antenna);
    await push();
    expect(toNames(rig)).toEqual(['SEA/buoy']);
  });
});
