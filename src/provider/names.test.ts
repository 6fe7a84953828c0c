import { NamesWatch, toName } from '../../dev/rig/NamesWatch';
import {
  add,
  createNamesRig,
  LIMIT_MS,
  MEMORIES,
  move,
  NameStep,
  remove,
  rename,
  renameProject,
  swapOverProjects,
  together,
} from '../../dev/rig/nameScene';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();

/** What happens on the server, step by step. */
interface Row {
  change: string;
  steps: NameStep[];
}

const swapSlugs = [rename('A', 'one', 'tmp'), rename('A', 'two', 'one'), rename('A', 'tmp', 'two')];
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
  const rig = createNamesRig(oldNames, { network });
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
