import { toName } from '../../dev/rig/NamesWatch';
import {
  add,
  createNamesRig,
  LIMIT_MS,
  MEMORIES,
  move,
  NameStep,
  remove,
  renameProject,
  swapOverProjects,
  together,
} from '../../dev/rig/nameScene';
import { ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const createRig = (
  oldNames: 'gone' | 'followed',
  options: Partial<ProviderRigOptions> = {},
) => createNamesRig(oldNames, { network, ...options });
const files = { 'catalog-info.yaml': '' };

describe('a run, of a repository without a file whose name a new one has', () => {
  it.each([
    ['is deleted', remove('A', 'bare')],
    ['cannot be seen where it is now', move('A', 'bare', 'D')],
  ])('forgets it, and ends as before, where it %s', async (_, vanish) => {
    const rig = createRig('gone');
    const bare = { 'README.md': '' };
    rig.standIn.addProject({ key: 'D', hidden: true });
    rig.standIn.addRepository({ project: 'A', slug: 'bare', id: 6, files: bare });
    expect(await rig.sweep()).toBeUndefined();
    vanish(rig.standIn);
    add('A', 'bare', bare)(rig.standIn);
    expect(await rig.sweep()).toBeUndefined();
    rig.forget();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('warn')).toEqual([]);
    expect(rig.log.at('info').at(-1)).toMatch(/ 6 repositories in .* 0 unknown/);
  });
});

describe('a run, of a name of which nobody could tell who has it now', () => {
  /** Runs once, and again where nobody can look into the project that has lost one. */
  async function createRigAfter(steps: NameStep[], provider = {}) {
    const rig = createRig('gone', { providers: { main: provider } });
    expect(await rig.sweep()).toBeUndefined();
    // Of those that may wait, the one that was looked at longest ago has its turn.
    jest.advanceTimersByTime(60_000);
    together(...steps)(rig.standIn);
    rig.breakWith({ match: /projects\/A|1.0\/repos/i, respond: { status: 500 } });
    expect(await rig.sweep()).toBeInstanceOf(Error);
    rig.breakWith();
    return rig;
  }

  it('keeps what was told under it where who had it is deleted, and who has it cannot be looked into', async () => {
    const rig = await createRigAfter(swapOverProjects);
    rig.standIn.removeProject('B');
    rig.breakWith({ match: /one\/browse/, respond: { status: 500 } });
    expect(await rig.sweep()).toBeUndefined();
    const left = ['A/one', 'A/three', 'A/two', 'C/five'];
    expect(rig.catalog.targets.map(toName)).toEqual(left);
  });

  it('keeps what was told under it where who had it is deleted, and another has its new name', async () => {
    const rig = await createRigAfter(swapOverProjects);
    together(remove('B', 'four'), add('B', 'four', { other: '' }))(rig.standIn);
    rig.breakWith({ match: /one\/browse/, respond: { status: 500 } });
    expect(await rig.sweep()).toBeUndefined();
    const left = ['A/one', 'A/three', 'A/two', 'C/five'];
    expect(rig.catalog.targets.map(toName)).toEqual(left);
  });

  it('asks who has it now for its label', async () => {
    const filters = { labels: { include: 'mine' } };
    const rig = createRig('gone', { providers: { main: { filters } } });
    rig.standIn.repository('A', { slug: 'one' }).labels = ['mine'];
    expect(await rig.sweep()).toBeUndefined();
    together(move('A', 'one', 'B'), add('A', 'one'))(rig.standIn);
    rig.breakWith({ match: /projects\/A/i, respond: { status: 500 } });
    expect(await rig.sweep()).toBeInstanceOf(Error);
    rig.breakWith();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets.map(toName)).toEqual(['B/one']);
  });

  it('looks again at who had it, though its answer is recent enough', async () => {
    const taken = [move('A', 'one', 'B', 'uno'), add('A', 'one', { other: '' })];
    const rig = await createRigAfter(taken, { recheckAfter: 'P30D' });
    expect(await rig.sweep()).toBeUndefined();
    const left = ['A/three', 'A/two', 'B/four', 'B/uno', 'C/five'];
    expect(rig.catalog.targets.map(toName)).toEqual(left);
  });
});

describe('a run, of a project whose old key still answers', () => {
  it.each([
    ['with a file', files],
    ['without one', { 'README.md': '' }],
  ])('lets go of a repository %s that was deleted under the new key', async (_, held) => {
    const rig = createRig('followed');
    rig.standIn.addRepository({ project: 'A', slug: 'last', id: 6, files: held });
    expect(await rig.sweep()).toBeUndefined();
    together(renameProject('A', 'Z'), remove('Z', 'last'))(rig.standIn);
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets.map(toName)).toEqual(
      ['B/four', 'C/five', 'Z/one', 'Z/three', 'Z/two'],
    );
    rig.forget();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.log.at('warn')).toEqual([]);
    expect(rig.log.at('info').at(-1)).toMatch(/ 5 repositories in .* 0 unknown/);
  });
});

describe('a run, of a parser that makes one entity from two repositories', () => {
  const shared = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shared' },
  };

  it.each(Object.keys(MEMORIES) as (keyof typeof MEMORIES)[])(
    'keeps it whenever one of them is deleted and the other OFFLINE, known from %s',
    async knows => {
      const trouble: number[] = [];
      for (let nth = 1, isReached = true; isReached; nth += 1) {
        const rig = createRig('gone', {
          parser: async function* parse({ repository, location }) {
            yield ['one', 'two'].includes(repository.repoSlug)
              ? shared
              : {
                  ...shared,
                  metadata: {
                    name: repository.repoSlug,
                    title: location.target,
                  },
                };
          },
        });
        expect(await rig.sweep()).toBeUndefined();
        let isOver = false;
        isReached = false;
        rig.standIn.before(nth, () => {
          if (!isOver) {
            rig.standIn.repository('A', { slug: 'two' }).state = 'OFFLINE';
            rig.standIn.removeRepository('A', { slug: 'one' });
            isReached = true;
          }
        });
        const has = () =>
          rig.catalog.entities.some(({ metadata }) => metadata.name === 'shared');
        rig.catalog.afterMutation = () => {
          if (!has()) {
            trouble.push(nth);
          }
        };
        await MEMORIES[knows](rig);
        isOver = true;
        await MEMORIES[knows](rig);
        expect(has()).toBe(true);
      }
      expect(trouble).toEqual([]);
    },
    LIMIT_MS,
  );
});
