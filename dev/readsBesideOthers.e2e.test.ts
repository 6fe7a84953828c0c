import { setTimeout as sleep } from 'node:timers/promises';
import { pollUntil } from './pollUntil';
import { ReadsRig, toSlug } from './rig/ReadsRig';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';

const SECOND_MS = 1_000;

describe('the reads of a catalog', () => {
  let otherStandIn: StandInProcess;
  /** Without the reader of this module. */
  let unaided: ReadsRig;
  /** Every round asks for every file. */
  let busy: ReadsRig;

  beforeAll(async () => {
    otherStandIn = await startStandInProcess({
      generate: { projects: 1, repositoriesPerProject: 1, filesEvery: 1 },
      credentials: { token: ReadsRig.token },
    });
    unaided = await ReadsRig.create({
      files: 10,
      definitions: 5,
      processingInterval: { seconds: 3 },
      integration: { reads: { enabled: false } },
    });
    busy = await ReadsRig.create({
      files: 60,
      processingInterval: { seconds: 4 },
      otherStandIn,
      integration: { reads: { checksPerMinute: 1_000_000 } },
    });
    await Promise.all([unaided.start(), busy.start()]);
  }, 240_000);

  afterAll(async () => {
    await Promise.all([unaided?.stop(), busy?.stop(), otherStandIn?.stop()]);
  }, 30_000);

  it.concurrent("are those of Backstage's own reader with reads.enabled: false: every file, in every round", async () => {
    await unaided.standIn.resetStats();
    const rounds = await pollUntil('every file is read in three rounds', {
      deadlineMs: 30 * SECOND_MS,
      ask: async () => {
        const reads = await unaided.countReadsByPath();
        const counts = Object.values(reads);
        return counts.length === 15 && counts.every(count => count >= 3)
          ? counts
          : undefined;
      },
    });
    // No file is read more often than the others.
    expect(Math.max(...rounds) - Math.min(...rounds)).toBeLessThan(5);
  }, 60_000);

  it.concurrent('hold up no entity of another host while the budget of theirs is used up', async () => {
    const tokenBucket = { capacity: 1, refillPerSecond: 1 };
    await busy.standIn.setFaults({ tokenBucket });
    await sleep(10 * SECOND_MS);
    const file = { slug: toSlug(1), path: 'catalog-info.yaml' };
    const write = async (title: string) =>
      otherStandIn.writeFile('P00001', {
        ...file,
        content: [
          'apiVersion: backstage.io/v1alpha1',
          'kind: Component',
          `metadata: { name: elsewhere, title: ${title} }`,
          'spec: { type: service, lifecycle: production, owner: group:any }',
        ].join('\n'),
      });
    const untilShown = async (title: string, deadlineMs: number) =>
      pollUntil(`the entity of the other host shows "${title}"`, {
        deadlineMs,
        ask: async () => {
          const entity = await busy.find('Component', 'elsewhere');
          return entity?.metadata.title === title ? title : undefined;
        },
      });
    await write('first');
    await busy.backend.catalog.registerLocation(
      `${otherStandIn.url}/projects/P00001/repos/${file.slug}/browse/${file.path}`,
    );
    expect(await untilShown('first', 10 * SECOND_MS)).toBe('first');
    for (const title of ['second', 'third', 'fourth']) {
      await write(title);
      await busy.refresh('component:default/elsewhere');
      expect(await untilShown(title, 3 * SECOND_MS)).toBe(title);
    }
  }, 60_000);

  it('show a change after a push, with reads.enabled: false', async () => {
    await unaided.write(2, { title: 'pushed' });
    await unaided.push(2);
    const change = { title: 'pushed', deadlineMs: 8 * SECOND_MS };
    expect(await unaided.untilShown(2, change)).toBe('pushed');
  }, 30_000);
});
