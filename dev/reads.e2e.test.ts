import { ReadsRig, toSlug } from './rig/ReadsRig';

const SECOND_MS = 1_000;

describe('the reads of a catalog with 50 files, 10 with a definition', () => {
  let rig: ReadsRig;

  beforeAll(async () => {
    rig = await ReadsRig.create({
      files: 50,
      definitions: 10,
      processingInterval: { seconds: 4 },
    });
    await rig.start();
  }, 120_000);

  afterAll(async () => {
    await rig?.stop();
  }, 30_000);

  it('are answered without a request while nothing changes', async () => {
    expect(await rig.countReads({ during: 20 * SECOND_MS })).toBeLessThan(5);
  }, 60_000);

  it('are made anew after the refresh button, of component and definition', async () => {
    await rig.write(1, { title: 'refreshed' });
    await rig.refresh(`component:default/${toSlug(1)}`);
    await rig.refresh(`api:default/${toSlug(1)}`);
    const change = { title: 'refreshed', deadlineMs: 3 * SECOND_MS };
    expect(await rig.untilShown(1, change)).toBe('refreshed');
  }, 30_000);

  it('are made anew after a push, of component and definition', async () => {
    await rig.write(2, { title: 'pushed' });
    await rig.push(2);
    const change = { title: 'pushed', deadlineMs: 3 * SECOND_MS };
    expect(await rig.untilShown(2, change)).toBe('pushed');
  }, 30_000);

  it('show a change that nobody tells of within the age of 60 files', async () => {
    await rig.write(3, { title: 'found' });
    const change = { title: 'found', deadlineMs: 75 * SECOND_MS };
    expect(await rig.untilShown(3, change)).toBe('found');
  }, 120_000);
});
