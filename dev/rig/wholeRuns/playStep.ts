import { toRepositoryId } from '../../../src/discovery';
import type { RepositoryMemory } from '../../../src/memory';
import { passTime } from '../passTime';
import type { Step } from './types';
import type { World } from './World';

/** Has a world go through a step. */
export async function playStep(
  step: Step,
  { world }: { world: World },
): Promise<void> {
  switch (step.type) {
    case 'do':
      await playWork(step, { world });
      break;
    case 'hear all':
      await hearAll(world, step);
      break;
    case 'refuse':
      world.isAllInMail = false;
      world.refuse(step);
      break;
    case 'restart':
      await world.restart();
      break;
    case 'configure':
      await world.configure(step.configuration);
      break;
    case 'make right':
      if (step.configuration) {
        await world.configure(step.configuration);
      }
      await makeRight(world);
      break;
    default:
      world.change(step);
  }
  expect(world.watch.lost).toEqual([]);
}

async function playWork(
  { work, meanwhile, fault }: Step & { type: 'do' },
  { world }: { world: World },
): Promise<void> {
  world.isAllInMail &&= !fault && meanwhile.length === 0;
  world.rig.breakWith(...(fault ? [fault] : []));
  await world.do(work, meanwhile);
  world.rig.breakWith();
}

/** Webhooks make right by themselves what they tell of. */
async function hearAll(
  world: World,
  { pauseMs }: { pauseMs: number },
): Promise<void> {
  const deliveries = world.server.mail.map((_, index) => ({
    ...{ type: 'deliver' as const, which: 0 },
    to: index % 2 ? ('first' as const) : ('second' as const),
  }));
  await world.hear({ deliveries, pauseMs });
  // Who makes a Component in place of another is left to the next run.
  if (world.isAllInMail && world.options.entities === 'Locations') {
    expect(world.rig.catalog.targets).toEqual(world.truth.targets);
  }
}

/** One run in which nothing goes wrong makes all right. */
async function makeRight(world: World): Promise<void> {
  const { rig, options } = world;
  world.refuse({ times: 0 });
  if (options.rechecks === 'hardly') {
    await hearAll(world, { pauseMs: 700 });
  }
  await passTime(30_000);
  rig.forget();
  expect(await rig.sweep()).toBeUndefined();
  expect(rig.catalog.targets).toEqual(world.truth.targets);
  expect(rig.log.at('warn')).toEqual([]);
  if (world.memory) {
    expect(await readNames(world.memory)).toEqual(world.truth.rows);
  }
  world.noteRight();
}

/** Which repositories are remembered, and by which names. */
async function readNames(memory: RepositoryMemory): Promise<string[]> {
  const names: string[] = [];
  for await (const page of memory.readRows()) {
    names.push(
      ...page.map(({ key, ...name }) => `${key} ${toRepositoryId(name)}`),
    );
  }
  return names.sort();
}
