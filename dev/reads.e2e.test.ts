import { ReadsRig, toSlug } from './rig/ReadsRig';

const SECOND_MS = 1_000;

describe('the reads of a catalog with 50 files, 10 with a definition', () => {
  let rig: ReadsRig;

  beforeAll(async () => {
    rig = await ReadsRig.create({
      files: 50,
      definitions: 10,
      processingInterval: { seconds: 4 },
      // No file is read for its age within the hour.
      integration: { reads: { checksPerMinute: 0 } },
    });
    await rig.start();
  });

  afterAll(async () => {
    await rig?.stop();
  });

  it('are answered without a request while nothing changes', async () => {
    expect(await rig.countReads({ during: 20 * SECOND_MS })).toBe(0);
  });

  it('are made anew after the refresh button, of component and definition', async () => {
    await rig.write(1, { title: 'refreshed' });
    await rig.refresh(`component:default/${toSlug(1)}`);
    await rig.refresh(`api:default/${toSlug(1)}`);
    await rig.expectShown(1, { title: 'refreshed' });
  });

  it('are made anew after a push, of component and definition', async () => {
    await rig.write(2, { title: 'pushed' });
    await rig.push(2);
    await rig.expectShown(2, { title: 'pushed' });
  });
});
