import { useSlowRig } from '../../dev/rig/useSlowRig';

const { createRig } = useSlowRig();
const DAY_MS = 24 * 60 * 60_000;

describe('a gap of more than a day', () => {
  const schedule = { frequency: 'PT20S', timeout: 'PT1M' };

  /** Nine in ten have no file; runs are too short for all. */
  async function createAfter(gapMs: number) {
    const rig = createRig(30, {
      latencyMs: 1_000,
      providers: { main: { schedule } },
    });
    for (let index = 1; index < 30; index += 1) {
      rig.standIn.removeFile('A', { slug: `r${index}`, path: 'catalog-info.yaml' });
    }
    for (let run = 0; run < 3; run += 1) {
      await rig.sweep();
    }
    await jest.advanceTimersByTimeAsync(gapMs);
    rig.forget();
    await rig.sweep();
    return rig;
  }

  it('makes remembered absences void until they were looked at', async () => {
    const rig = await createAfter(DAY_MS + 60_000);
    expect(rig.catalog.mutations.at(-1)!.type).toBe('delta');
    expect(await rig.sweep()).toBeUndefined();
  });

  it('counts only beyond a day', async () => {
    const rig = await createAfter(DAY_MS - 60_000);
    expect(rig.catalog.mutations.at(-1)!.type).toBe('full');
  });
});
