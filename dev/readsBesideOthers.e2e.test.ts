import { pollUntil } from './pollUntil';
import { ReadsRig, toSlug } from './rig/ReadsRig';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';

describe('the reads of a catalog', () => {
  let otherStandIn: StandInProcess;
  /** Without the reader of this module. */
  let unaided: ReadsRig;
  /** The same, with rounds that never come while the test lasts. */
  let unhurried: ReadsRig;
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
    unhurried = await ReadsRig.create({
      files: 2,
      definitions: 2,
      processingInterval: { hours: 1 },
      integration: { reads: { enabled: false } },
    });
    busy = await ReadsRig.create({
      files: 60,
      processingInterval: { seconds: 4 },
      otherStandIn,
      integration: {
        // Who waits waits for longer than the test.
        timeout: { hours: 1 },
        reads: { checksPerMinute: 1_000_000, maxWait: { hours: 1 } },
      },
    });
    await Promise.all([unaided.start(), unhurried.start(), busy.start()]);
  });

  afterAll(async () => {
    const all = [unaided, unhurried, busy, otherStandIn];
    await Promise.all(all.map(each => each?.stop()));
  });

  it.concurrent("are those of Backstage's own reader with reads.enabled: false: every file, in every round", async () => {
    await unaided.standIn.resetStats();
    const rounds = await pollUntil('every file is read in three rounds', {
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
  });

  it.concurrent('hold up no entity of another host while the budget of theirs is used up', async () => {
    const respond = { holdUntilReleased: 'later' };
    await busy.standIn.setFaults({ rules: [{ match: '/raw/', respond }] });
    await pollUntil('as many answers are outstanding as there may be', {
      ask: async () => (await busy.standIn.stats()).inFlight >= 8 || undefined,
    });
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
    const expectShown = async (title: string) =>
      pollUntil(`the entity of the other host shows "${title}"`, {
        ask: async () => {
          const entity = await busy.find('Component', 'elsewhere');
          return entity?.metadata.title === title || undefined;
        },
      });
    await write('first');
    await busy.backend.catalog.registerLocation(
      `${otherStandIn.url}/projects/P00001/repos/${file.slug}/browse/${file.path}`,
    );
    await expectShown('first');
    for (const title of ['second', 'third', 'fourth']) {
      await write(title);
      await busy.refresh('component:default/elsewhere');
      await expectShown(title);
    }
    expect((await busy.standIn.stats()).inFlight).toBe(8);
    await busy.standIn.release('later');
  });

  it.concurrent('show a change after a push, with reads.enabled: false', async () => {
    await unhurried.write(2, { title: 'pushed' });
    await unhurried.push(2);
    await unhurried.expectShown(2, { title: 'pushed' });
  });
});
