import type { JsonObject } from '@backstage/types';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import type { StandInRepository } from '../../dev/standin/types';
import type { RepositoryName } from '../bitbucket';
import { readTestConfig } from '../discovery/testing/readTestConfig';
import { CatalogFileMapper } from '../entities';
import { createMemory, type Look, type RepositoryMemory } from '../memory';
import { CatalogTeller } from './CatalogTeller';
import { Reconciler } from './Reconciler';
import { Settler } from './Settler';
import type { RepositoryHint } from './types';

const FILE = 'catalog-info.yaml';
const files = { [FILE]: '' };
const REPOSITORY = '/projects/ORBIT/repos/antenna';
const antenna = { id: 1, projectKey: 'ORBIT', repoSlug: 'antenna' };
const providerName = 'bitbucketServer-provider:main';

const NOTHING = {
  status: 200,
  headers: { 'X-AUSERNAME': 'standin', 'Content-Type': 'application/json' },
  body: JSON.stringify({ isLastPage: true, values: [] }),
};

const FILTERS: Record<string, JsonObject> = {
  'takes it in': { skipArchivedRepos: true },
  projectKey: { projectKey: 'SEA' },
  repoSlug: { repoSlug: 'buoy' },
  archived: { skipArchivedRepos: true },
};

/** Writes another name of the one repository, as another replica may. */
async function renameElsewhere(memory: RepositoryMemory, name: RepositoryName) {
  const [row] = await memory.findByKeys(['id:1']);
  const { answer, fingerprint } = row!;
  const look: Look = {
    ...{ key: 'id:1', ...name, startedAt: 1, outcome: 'definite' },
    ...{ answer: answer!, fingerprint: fingerprint! },
  };
  await memory.bump([look], { asker: 'another' });
  await memory.settle([look], { asker: 'another' });
}

describe('Reconciler', () => {
  const rig = useApiRig();

  /** A reconciler of the one repository, and the catalog that it tells. */
  function createScene(
    options: {
      repository?: Partial<StandInRepository>;
      filters?: JsonObject;
      catalog?: FakeCatalog;
      memory?: RepositoryMemory;
      rules?: FaultRule[];
    } = {},
  ) {
    const {
      catalog = new FakeCatalog(),
      memory = createMemory({ providerName }),
    } = options;
    const api = rig.start({
      projects: [{ key: 'ORBIT' }, { key: 'SEA' }],
      repositories: [
        { project: 'ORBIT', slug: 'antenna', id: 1, files, ...options.repository },
        { project: 'SEA', slug: 'quay', id: 5 },
        { project: 'SEA', slug: 'reef', id: 6 },
        { project: 'SEA', slug: 'rope', id: 7 },
      ],
      rules: options.rules,
    });
    const config = readTestConfig({ filters: options.filters ?? {} });
    const createReconciler = () => {
      const teller = new CatalogTeller({ locationKey: providerName });
      teller.connect(catalog.connectionOf(providerName));
      return new Reconciler({
        ...{ memory, api, config },
        settler: new Settler({ memory, teller, fingerprint: 'F' }),
        mapper: new CatalogFileMapper({
          ...{ providerName, host: config.host, integrationHosts: [] },
          apiBaseUrl: `https://${config.host}/bitbucket/rest/api/1.0`,
          createClient: () => ({}) as never,
          logger: { warn: () => {} } as never,
          provider: { id: 'main', config: {} as never },
        }),
      });
    };
    const reconciler = createReconciler();
    return {
      ...{ catalog, memory, createReconciler },
      reconcile: (hint: RepositoryHint = antenna) =>
        reconciler.reconcile(hint, { context: {} }),
      names: () =>
        catalog.targets.map(target =>
          target.replace(/^.*projects\/(.*)\/repos\/(.*)\/browse.*$/, '$1/$2'),
        ),
      requests: () => rig.paths().map(path => path.replace(/\?.*/, '')),
      rename: (slug: string, to: string) =>
        rig.standIn().renameRepository('ORBIT', { slug, to }),
    };
  }

  const transitions = ['nothing', 'the file'].flatMap(before =>
    [
      'there',
      'removed',
      'gone with its repository',
      'unknown after an error',
      'unknown in a repository that is not available',
    ].flatMap(after =>
      Object.keys(FILTERS).map(filter => ({ before, after, filter })),
    ),
  );

  it.each(transitions)(
    'settles a file that is $after where the catalog has $before, and the filter is: $filter',
    async ({ before, after, filter }) => {
      const { catalog, memory, ...scene } = createScene();
      if (before === 'the file') {
        await scene.reconcile();
      }
      const { reconcile, names, requests } = createScene({
        ...{ catalog, memory, filters: FILTERS[filter] },
        repository: {
          archived: filter === 'archived',
          ...(after === 'removed' && { branches: { main: noFiles } }),
          ...(after.endsWith('error') && { hidden: true }),
          ...(after.endsWith('available') && { state: 'INITIALISING' }),
        },
      });
      if (after.startsWith('gone')) {
        rig.standIn().removeRepository('ORBIT', { slug: 'antenna' });
      }
      catalog.mutations.length = 0;
      const { outcome } = await reconcile();

      const isLeftOut = filter !== 'takes it in';
      const isAsked = !after.startsWith('gone') && !after.endsWith('error');
      const isBrowsed = isAsked && !isLeftOut && !after.endsWith('available');
      const isUnknown =
        after.endsWith('error') || (after.endsWith('available') && !isLeftOut);
      const isThere = after === 'there' && !isLeftOut;
      expect(outcome).toBe(isUnknown ? 'unknown' : 'settled');
      expect(names()).toEqual(
        isThere || (isUnknown && before === 'the file') ? ['ORBIT/antenna'] : [],
      );
      const isChanged =
        !isUnknown && isThere !== (before === 'the file');
      expect(catalog.mutations).toHaveLength(isChanged ? 1 : 0);
      // Before something goes, the name is asked for once more.
      const isDoubted =
        before === 'the file' && isAsked && !isUnknown && !isThere;
      const isLookedFor = before === 'the file' && after.startsWith('gone');
      expect(requests()).toEqual([
        REPOSITORY,
        ...(isLookedFor ? ['/repos', '/repos'] : []),
        ...(isBrowsed ? [`${REPOSITORY}/browse`] : []),
        ...(isDoubted ? [REPOSITORY] : []),
      ]);
    },
  );

  it('says what was added, removed and kept', async () => {
    const { reconcile } = createScene();
    expect(await reconcile()).toMatchObject({ added: 1, removed: 0, kept: [] });
    expect(await reconcile()).toMatchObject({
      ...{ added: 0, removed: 0 },
      kept: [expect.stringMatching(/^location:default\/generated-/)],
    });
    rig.standIn().removeFile('ORBIT', { slug: 'antenna', path: FILE });
    expect(await reconcile()).toMatchObject({ added: 0, removed: 1, kept: [] });
  });

  it('has the catalog read again what was there, and asks it for nothing', async () => {
    const { reconcile, catalog } = createScene();
    await reconcile();
    catalog.refreshedKeys.length = 0;
    await reconcile();
    expect(catalog.refreshedKeys).toEqual([
      expect.stringMatching(/^url:https:.*antenna\/browse\/catalog-info.yaml$/),
    ]);
    expect(catalog.requestedRefs).toEqual([]);
  });

  it('follows a rename by the number, in one delta', async () => {
    const { reconcile, rename, names, catalog } = createScene();
    await reconcile();
    rename('antenna', 'dish');
    await reconcile({ ...antenna, repoSlug: 'dish' });
    expect(names()).toEqual(['ORBIT/dish']);
    expect(catalog.mutations).toHaveLength(2);
  });

  it('takes a key in other letters for the same repository, and goes by the spelling of the server', async () => {
    const { reconcile, names, memory } = createScene({
      filters: { projectKey: 'ORBIT', repoSlug: 'antenna' },
    });
    await reconcile({ projectKey: 'orbit', repoSlug: 'Antenna' });
    await reconcile({ projectKey: 'orbit', repoSlug: 'ANTENNA' });
    expect(names()).toEqual(['ORBIT/antenna']);
    const [row] = await memory.findByKeys(['id:1']);
    expect(row).toMatchObject({ projectKey: 'ORBIT', repoSlug: 'antenna' });
  });

  describe('told of a repository that is gone by the only name that it is known by', () => {
    it('removes what it had where the list of all repositories does not show it either', async () => {
      const { reconcile, names } = createScene();
      await reconcile();
      rig.standIn().removeRepository('ORBIT', { slug: 'antenna' });
      expect(await reconcile()).toMatchObject({ outcome: 'settled', removed: 1 });
      expect(names()).toEqual([]);
    });

    it.each(['antenna', 'dish'])(
      'finds it by its number under another name, in one delta, told of it as %s',
      async repoSlug => {
        const { reconcile, rename, names, catalog } = createScene();
        await reconcile();
        rename('antenna', 'horn');
        expect(await reconcile({ ...antenna, repoSlug })).toMatchObject({
          ...{ outcome: 'settled', added: 1, removed: 1 },
        });
        expect(names()).toEqual(['ORBIT/horn']);
        expect(catalog.mutations).toHaveLength(2);
      },
    );

    it.each<[string, FaultRule]>([
      ['cannot be read', { match: /repos\?archived/, respond: { status: 500 } }],
      ['breaks off', { match: /repos\?archived.*start=/, respond: { status: 500 } }],
      ['is refused', { match: /repos\?archived/, respond: { status: 401 } }],
      ['shows nothing at all', { match: /repos\?archived/, respond: NOTHING }],
    ])('keeps all that it had where that list %s', async (_, rule) => {
      const { reconcile, names } = createScene({ rules: [rule] });
      await reconcile();
      rig.standIn().removeRepository('ORBIT', { slug: 'antenna' });
      expect(await reconcile()).toMatchObject({ outcome: 'unknown' });
      expect(names()).toEqual(['ORBIT/antenna']);
    });

    it.each<[string, FaultRule['respond']]>([
      ['of a proxy', { status: 404, body: '<html>404</html>' }],
      ['that names no reason', { status: 404, body: '{"errors":[]}' }],
      ['of a server that starts', { status: 503 }],
      ['without a permission', { status: 401 }],
    ])('keeps all that it had after an answer %s', async (_, respond) => {
      const { catalog, memory, ...before } = createScene();
      await before.reconcile();
      const rules = [{ match: /antenna$/, respond }];
      const { reconcile, names } = createScene({ catalog, memory, rules });
      expect(await reconcile()).toMatchObject({ outcome: 'unknown' });
      expect(names()).toEqual(['ORBIT/antenna']);
    });

    it('leaves to a run what is remembered without a number', async () => {
      const { reconcile, memory } = createScene();
      const repository = { ...antenna, key: 'name:orbit/antenna' };
      await memory.learn([{ repository, entityRefs: ['location:default/a'] }]);
      rig.standIn().removeRepository('ORBIT', { slug: 'antenna' });
      const { id, ...name } = antenna;
      expect(await reconcile(name)).toMatchObject({ outcome: 'unknown' });
    });

    it('reads the list once for those that come to light meanwhile', async () => {
      const hints = ['dish', 'horn', 'mast', 'buoy'].map((repoSlug, index) => ({
        ...{ id: 10 + index, projectKey: 'ORBIT', repoSlug },
      }));
      const { reconcile, names } = createScene();
      for (const { id, repoSlug: slug } of hints) {
        rig.standIn().addRepository({ project: 'ORBIT', slug, id, files });
      }
      await Promise.all(hints.map(hint => reconcile(hint)));
      expect(names()).toHaveLength(hints.length);
      hints.forEach(({ repoSlug: slug }) =>
        rig.standIn().removeRepository('ORBIT', { slug }),
      );
      await Promise.all(hints.map(hint => reconcile(hint)));
      expect(names()).toEqual([]);
      const lists = rig.paths().filter(path => /^\/repos(?!.*start=)/.test(path));
      expect(lists.length).toBeLessThanOrEqual(2);
    });
  });

  it.each([
    ['lets go', 'nobody has', 0, []],
    ['keeps', 'another has', 0, ['ORBIT/antenna']],
    ['keeps', 'nobody can tell who has', 1, ['ORBIT/antenna']],
  ])(
    '%s what a repository that is gone had under a name that %s',
    async (_, holder, times, left) => {
      const { reconcile, memory, names } = createScene({
        // Names are remembered in lower case.
        rules: [{ match: /orbit/, times, respond: { status: 500 } }],
      });
      await reconcile();
      rig.standIn().removeRepository('ORBIT', { slug: 'antenna' });
      if (holder === 'another has') {
        const other = { project: 'ORBIT', slug: 'antenna', id: 2 };
        rig.standIn().addRepository({ ...other, files });
      }
      await renameElsewhere(memory, { projectKey: 'SEA', repoSlug: 'buoy' });
      await reconcile({ id: 1, projectKey: 'SEA', repoSlug: 'buoy' });
      expect(names()).toEqual(left);
    },
  );

  it('looks under the remembered name where the one that was heard is gone', async () => {
    const { reconcile, names } = createScene();
    await reconcile();
    const hint = { ...antenna, repoSlug: 'older' };
    expect(await reconcile(hint)).toMatchObject({ added: 0, removed: 0 });
    expect(names()).toEqual(['ORBIT/antenna']);
  });

  describe('told by its number of a repository whose name another has by now', () => {
    it('finds it where it is, and says who was given what it had there', async () => {
      const { reconcile, rename, memory } = createScene();
      await reconcile();
      rename('antenna', 'dish');
      rig.standIn().addRepository({ project: 'ORBIT', slug: 'antenna', id: 2 });
      expect(await reconcile()).toMatchObject({
        identity: { key: 'id:1', repoSlug: 'dish' },
        successors: [{ id: 2 }],
      });
      const [row] = await memory.findByKeys(['id:1']);
      expect(row).toMatchObject({ repoSlug: 'dish', due: undefined });
    });

    it('looks at the other one where it is gone', async () => {
      const { reconcile, catalog, memory, names } = createScene();
      await reconcile();
      rig.standIn().removeRepository('ORBIT', { slug: 'antenna' });
      const other = { project: 'ORBIT', slug: 'antenna', id: 2 };
      rig.standIn().addRepository({ ...other, files });
      catalog.mutations.length = 0;
      expect(await reconcile()).toMatchObject({ identity: { key: 'id:2' } });
      expect(names()).toEqual(['ORBIT/antenna']);
      expect(catalog.mutations).toEqual([]);
      const [row] = await memory.findByKeys(['id:1']);
      expect(row?.due).toBe('left');
    });

    it('leaves it to the next run where nobody can tell where it is', async () => {
      const { reconcile, rename, names } = createScene({
        rules: [{ match: /1.0\/repos/, respond: { status: 500 } }],
      });
      await reconcile();
      rename('antenna', 'dish');
      rig.standIn().addRepository({ project: 'ORBIT', slug: 'antenna', id: 2 });
      expect(await reconcile()).toMatchObject({ outcome: 'unknown' });
      expect(names()).toEqual(['ORBIT/antenna']);
    });
  });

  it('gives what was told under a name to the repository that has it now, and marks the other one as due', async () => {
    const { reconcile, rename, names, memory, catalog } = createScene();
    await reconcile();
    rename('antenna', 'dish');
    rig.standIn().addRepository({ project: 'ORBIT', slug: 'antenna', id: 2, files });
    catalog.mutations.length = 0;
    await reconcile({ projectKey: 'ORBIT', repoSlug: 'antenna' });

    expect(names()).toEqual(['ORBIT/antenna']);
    expect(catalog.mutations).toEqual([]);
    const [before] = await memory.findByKeys(['id:1']);
    expect(before?.due).toBe('left');
    expect((await memory.readEntities(['id:2'])).get('id:2')).toHaveLength(1);
  });

  it('leaves what has lost its name to another process that looks where it is', async () => {
    const { reconcile, createReconciler, rename, names, requests } =
      createScene();
    await reconcile();
    rename('antenna', 'dish');
    rig.standIn().addRepository({ project: 'ORBIT', slug: 'antenna', id: 2 });
    const dish = { ...antenna, repoSlug: 'dish' };
    let other: Promise<unknown> | undefined;
    rig.standIn().before(1, () => {
      other = createReconciler().reconcile(dish, { context: {} });
    });
    await reconcile({ projectKey: 'ORBIT', repoSlug: 'antenna' });
    await other;
    expect(names()).toEqual(['ORBIT/dish']);
    const looks = requests().filter(path => path.endsWith('dish/browse'));
    expect(looks).toHaveLength(1);
  });

  it('gives its number to what was known by its name alone', async () => {
    const { reconcile, memory, names } = createScene();
    await reconcile();
    const entities = await memory.readEntities(['id:1']);
    const fresh = createMemory({ providerName });
    await fresh.learn([
      {
        repository: { ...antenna, key: 'name:orbit/antenna' },
        entityRefs: entities.get('id:1')!.map(({ entityRef }) => entityRef),
      },
    ]);
    const later = createScene({
      memory: fresh,
      repository: { branches: { main: noFiles } },
    });
    expect(await later.reconcile()).toMatchObject({ added: 0, removed: 1 });
    expect(await fresh.findByKeys(['name:orbit/antenna'])).toEqual([]);
    expect(await fresh.findByKeys(['id:1'])).toHaveLength(1);
    expect(names()).toEqual(['ORBIT/antenna']);
  });

  it('says nothing of what is unknown to everybody', async () => {
    const { reconcile, memory } = createScene();
    const hint = { projectKey: 'ORBIT', repoSlug: 'nobody' };
    expect(await reconcile(hint)).toMatchObject({ added: 0, removed: 0 });
    expect(await memory.findByNames([hint])).toEqual([]);
  });

  it('says why where the catalog does not take the change', async () => {
    const { reconcile, catalog } = createScene();
    const connection = jest.spyOn(catalog.mutations, 'push');
    connection.mockImplementationOnce(() => {
      throw new TypeError('it is too large');
    });
    expect(await reconcile()).toMatchObject({
      outcome: 'unknown',
      cause: { message: 'it is too large' },
    });
  });

  it.each(['of the same process', 'of another process'])(
    'looks again where another look %s overtakes it, so that the last state counts',
    async who => {
      const { reconcile, createReconciler, names } = createScene();
      const other = createReconciler();
      let overtaking: Promise<unknown> | undefined;
      // The file goes after the first look has seen it.
      rig.standIn().before(3, () => {
        rig.standIn().removeFile('ORBIT', { slug: 'antenna', path: FILE });
      });
      rig.standIn().before(2, () => {
        overtaking =
          who === 'of the same process'
            ? reconcile()
            : other.reconcile(antenna, { context: {} });
      });
      await reconcile();
      await overtaking;
      expect(names()).toEqual([]);
    },
  );

  it.each([2, 3, 5])(
    'ends with the last of %i looks that overtake one another',
    async count => {
      const { reconcile, memory, names } = createScene();
      await reconcile();
      rig.standIn().removeFile('ORBIT', { slug: 'antenna', path: FILE });
      await Promise.all(Array.from({ length: count }, () => reconcile()));
      expect(names()).toEqual([]);
      const [row] = await memory.findByKeys(['id:1']);
      expect(row?.due).toBeUndefined();
    },
  );

  it('names who was given something, also by a look that was overtaken', async () => {
    const { reconcile, rename, memory } = createScene();
    await reconcile();
    rename('antenna', 'dish');
    rig.standIn().addRepository({ project: 'ORBIT', slug: 'antenna', id: 2 });
    const overtaken = new Set(['id:1']);
    jest.spyOn(memory, 'settle').mockImplementationOnce(async () => overtaken);
    expect(await reconcile({ ...antenna, repoSlug: 'dish' })).toMatchObject({
      outcome: 'settled',
      successors: [{ id: 2, repoSlug: 'antenna' }],
    });
  });

  it('leaves to the next run what others overtake again and again', async () => {
    const { reconcile, memory, catalog } = createScene();
    const settle = jest
      .spyOn(memory, 'settle')
      .mockImplementation(async looks => new Set(looks.map(({ key }) => key)));
    await reconcile();
    expect(settle).toHaveBeenCalledTimes(3);
    expect(catalog.mutations).toEqual([]);
    const [row] = await memory.findByKeys(['id:1']);
    expect(row?.due).toBe('left');
  });
});

const noFiles = { list: () => ['README.md'], read: () => '' };
