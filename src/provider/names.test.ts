import { NamesWatch, toName } from '../../dev/rig/NamesWatch';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import type { StandInBitbucket } from '../../dev/standin/StandInBitbucket';

const network = useTestNetwork();

const FILE = 'catalog-info.yaml';
const files = { [FILE]: '' };

/** What happens on the server, step by step. */
interface Row {
  change: string;
  steps: ((server: StandInBitbucket) => void)[];
}

const rename = (project: string, slug: string, to: string) =>
  (standIn: StandInBitbucket) =>
    standIn.renameRepository(project, { slug, to });
const move = (from: string, slug: string, toProject: string, to = slug) =>
  (standIn: StandInBitbucket) =>
    standIn.moveRepository(from, { slug, toProject, to });
const renameProject = (key: string, to: string) =>
  (standIn: StandInBitbucket) => standIn.renameProject(key, { to });
const add = (
  project: string,
  slug: string,
  withFiles: Record<string, string> = files,
) =>
  (standIn: StandInBitbucket) =>
    standIn.addRepository({ project, slug, id: 7, files: withFiles });
const remove = (project: string, slug: string) =>
  (standIn: StandInBitbucket) => standIn.removeRepository(project, { slug });
const together = (...changes: Row['steps']) => (standIn: StandInBitbucket) =>
  changes.forEach(change => change(standIn));

const swapSlugs = [rename('A', 'one', 'tmp'), rename('A', 'two', 'one'), rename('A', 'tmp', 'two')];
const swapOverProjects = [move('A', 'one', 'B', 'tmp'), move('B', 'four', 'A', 'one'), rename('B', 'tmp', 'four')];
const swapKeys = [renameProject('A', 'T'), renameProject('B', 'A'), renameProject('T', 'B')];

const ROWS: Row[] = [
  { change: 'a rename', steps: [rename('A', 'one', 'uno')] },
  { change: 'a move to a project that is listed later', steps: [move('A', 'one', 'B')] },
  { change: 'a move to a project that is listed before', steps: [move('B', 'four', 'A')] },
  {
    change: 'a move whose slug is taken by a new one',
    steps: [together(move('B', 'four', 'A'), add('B', 'four'))],
  },
  {
    change: 'a move whose slug is taken by a new one without a file',
    steps: [together(move('B', 'four', 'A'), add('B', 'four', { 'README.md': '' }))],
  },
  {
    change: 'a move whose slug is taken later by a new one without a file',
    steps: [move('B', 'four', 'A'), add('B', 'four', { 'README.md': '' })],
  },
  { change: 'a swap of two slugs', steps: [together(...swapSlugs)] },
  { change: 'a swap of two slugs, step by step', steps: swapSlugs },
  {
    change: 'a swap over two projects',
    steps: [together(...swapOverProjects)],
  },
  { change: 'another key of a project', steps: [renameProject('A', 'Z')] },
  { change: 'a swap of two keys', steps: [together(...swapKeys)] },
  { change: 'a swap of two keys, step by step', steps: swapKeys },
  {
    change: 'a slug that is freed and taken by an older one',
    steps: [rename('A', 'one', 'uno'), rename('A', 'two', 'one')],
  },
  {
    change: 'a slug that is freed and taken by a new one',
    steps: [rename('A', 'one', 'uno'), add('A', 'one')],
  },
  {
    change: 'a slug that is freed by a deletion and taken by an older one',
    steps: [remove('A', 'one'), rename('A', 'two', 'one')],
  },
  {
    change: 'a key that is freed and taken again',
    steps: [
      renameProject('A', 'Z'),
      together(standIn => standIn.addProject({ key: 'A', id: 8 }), add('A', 'one')),
    ],
  },
  {
    change: 'a chain of names',
    steps: [rename('A', 'one', 'uno'), rename('A', 'uno', 'eins')],
  },
  {
    change: 'a chain of projects',
    steps: [move('B', 'four', 'A'), move('A', 'four', 'C')],
  },
];

function createRig(
  oldNames: 'gone' | 'followed',
  options: Partial<ProviderRigOptions> = {},
) {
  return new ProviderRig({
    network,
    ...options,
    integration: { maxConcurrentRequests: 1 },
    standIn: {
      oldNames,
      projects: [{ key: 'A' }, { key: 'B' }, { key: 'C' }],
      repositories: [
        { project: 'A', slug: 'one', files },
        { project: 'A', slug: 'two', files },
        { project: 'A', slug: 'three', files },
        { project: 'B', slug: 'four', files },
        { project: 'C', slug: 'five', files },
      ],
    },
  });
}

const MEMORIES = {
  memory: (rig: ProviderRig) => rig.sweep(),
  'names alone': (rig: ProviderRig) => rig.sweepInNewProcess(),
};
/** Each row is some thirty runs and more. */
const LIMIT_MS = 300_000;

/** Lets the steps happen from the n-th request of a run on; false where it has not so many. */
async function play(
  row: Row,
  options: {
    nth: number;
    /** How many requests lie between two steps. */
    gap: number;
    oldNames: 'gone' | 'followed'; knows: keyof typeof MEMORIES },
): Promise<{ isReached: boolean; trouble: string[] }> {
  const { nth, gap, oldNames, knows } = options;
  const rig = createRig(oldNames);
  const run = () => MEMORIES[knows](rig);
  expect(await rig.sweep()).toBeUndefined();
  expect(rig.catalog.targets).toHaveLength(5);

  const watch = new NamesWatch({ rig });
  let done = 0;
  let isOver = false;
  row.steps.forEach((step, index) =>
    rig.standIn.before(nth + index * gap, () => {
      if (!isOver) {
        step(rig.standIn);
        watch.noteNames();
        done += 1;
      }
    }),
  );
  const trouble: string[] = [];
  const failure = await run();
  if (failure) {
    trouble.push(`the run failed: ${failure}`);
  }
  const isReached = done > 0;
  isOver = true;
  watch.noteEnd();
  // Steps that the run was too short for follow at once.
  row.steps.slice(done).forEach(step => step(rig.standIn));
  watch.noteNames();
  await run();
  watch.noteEnd();
  trouble.push(...watch.lost);

  if (rig.catalog.targets.join() !== watch.findTargets().join()) {
    trouble.push(`then: ${rig.catalog.targets.map(toName).join(', ')}`);
  }
  trouble.push(...rig.standIn.unknownRequests.map(({ path }) => path));
  return { isReached, trouble };
}

describe.each<{
  oldNames: 'gone' | 'followed';
  knows: keyof typeof MEMORIES;
  gaps: number[];
}>([
  { oldNames: 'gone', knows: 'memory', gaps: [1, 2] },
  { oldNames: 'followed', knows: 'memory', gaps: [1] },
  { oldNames: 'gone', knows: 'names alone', gaps: [1] },
])(
  'a run that knows from $knows what was there, while names change and old ones are $oldNames',
  ({ oldNames, knows, gaps }) => {
    it.each(ROWS)(
      'takes away nothing that is there, whenever there is $change',
      async row => {
        const trouble: string[] = [];
        for (const gap of row.steps.length > 1 ? gaps : [1]) {
          for (let nth = 1, isReached = true; isReached; nth += 1) {
            const played = await play(row, { nth, gap, oldNames, knows });
            isReached = played.isReached;
            trouble.push(
              ...played.trouble.map(each => `${nth} + ${gap}: ${each}`),
            );
          }
        }
        expect(trouble).toEqual([]);
      },
      LIMIT_MS,
    );
  },
);

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
  async function createRigAfter(steps: Row['steps'], provider = {}) {
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
