import path from 'node:path';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import { pollUntil } from './pollUntil';
import { FolderRig } from './rig/FolderRig';

describe('SIGTERM in the middle of a sweep', () => {
  let rig: FolderRig;

  const start = () =>
    rig.startOnDisk({
      // Who waits for an answer waits for longer than the test.
      integration: { timeout: { hours: 1 } },
      providers: {
        default: {
          filters: { skipArchivedRepos: true },
          // A run that is left behind would be in the way for an hour.
          schedule: { frequency: { hours: 1 }, timeout: { hours: 1 } },
        },
      },
    });

  beforeAll(async () => {
    rig = await FolderRig.create({
      folders: path.join(__dirname, 'repositories'),
      faults: {
        rules: [{ match: '/browse', respond: { holdUntilReleased: 'later' } }],
      },
    });
  });

  afterAll(() => rig?.stop());

  it('ends the backend while an answer is still to come, and the next one can run the task at once', async () => {
    const first = await start();
    await pollUntil('the sweep waits for an answer', {
      ask: async () =>
        (await rig.standIn.stats()).inFlight > 0 ? true : undefined,
    });
    expect(await first.stop()).toBe(0);
    expect(first.output()).toContain('the run was stopped');

    await rig.standIn.setFaults({});
    await rig.standIn.release('later');
    const second = await start();
    await rig.sweep();
    await expectEntityRefs(second.catalog, demoEntityRefs.root);
  });
});
