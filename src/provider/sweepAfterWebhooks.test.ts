import { Replica } from '../../dev/rig/Replica';
import { createRig, FILE, toNames } from '../../dev/rig/webhookScene';
import { useMswServer } from '../../dev/rig/useMswServer';
import { MemoryRecentChecks } from '../events';
import type { RecentChecks } from '../events';
import { pushBody } from '../events/testing/webhookBodies';

const server = useMswServer();

/** A record to which there is always something new. */
const steadyChecks: RecentChecks = {
  note: async () => {},
  position: async () => 0,
  since: async position => ({
    names: [{ projectKey: 'ORBIT', repoSlug: 'antenna' }],
    position: position + 1,
  }),
};

describe('a sweep under a steady stream of webhooks', () => {
  it('ends in a mutation that does not touch what they look at', async () => {
    const rig = createRig({ server });
    const replica = new Replica({ rig, checks: new MemoryRecentChecks() });
    expect(await replica.sweep()).toBeUndefined();
    rig.catalog.mutations.length = 0;
    rig.standIn.removeFile('SEA', { slug: 'buoy', path: FILE });

    const busy = new Replica({ rig, checks: steadyChecks });
    expect(await busy.sweep()).toBeUndefined();

    expect(rig.catalog.mutations[0]).toMatchObject({ type: 'delta' });
    expect(toNames(rig)).toEqual(['ORBIT/antenna', 'ORBIT/rocket']);
  });
});

describe('a sweep after webhooks', () => {
  it('does not count for rejectRemovalsAbovePercentage what they have removed', async () => {
    const rig = createRig({
      server,
      providers: { main: { rejectRemovalsAbovePercentage: 20 } },
    });
    expect(await rig.sweep()).toBeUndefined();
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    await rig.send('repo:refs_changed', { body: pushBody() });
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);

    expect(await rig.sweep()).toBeUndefined();
    expect(await rig.sweep()).toBeUndefined();

    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
  });
});
