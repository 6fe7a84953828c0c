import { driveUntil } from '../../dev/rig/driveUntil';
import { Replica } from '../../dev/rig/Replica';
import { createRig, FILE, toNames } from '../../dev/rig/webhookScene';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { webhookBodies } from '../events/testing/webhookBodies';
import { settle } from '../http/testing/settle';

const network = useTestNetwork();

describe('a sweep under a steady stream of webhooks', () => {
  it('ends, with what it has seen itself and what they have told', async () => {
    const rig = createRig({ network });
    const replica = new Replica({ rig });
    await replica.webhooks.subscribe(rig.events);
    expect(await replica.sweep()).toBeUndefined();
    rig.catalog.mutations.length = 0;
    rig.standIn.removeFile('SEA', { slug: 'buoy', path: FILE });

    const sweep = settle(replica.runs.run({ logger: rig.log }));
    await driveUntil(() => {
      void rig.publish('repo:refs_changed', webhookBodies.push());
      return sweep.state !== 'pending';
    });

    expect(sweep.error).toBeUndefined();
    expect(rig.catalog.mutations.at(-1)).toMatchObject({ type: 'full' });
    expect(toNames(rig)).toEqual(['ORBIT/antenna', 'ORBIT/rocket']);
  });
});

describe('a sweep after webhooks', () => {
  it('does not count for rejectRemovalsAbovePercentage what they have removed', async () => {
    const rig = createRig({
      network,
      providers: { main: { rejectRemovalsAbovePercentage: 20 } },
    });
    expect(await rig.sweep()).toBeUndefined();
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);

    expect(await rig.sweep()).toBeUndefined();
    expect(await rig.sweep()).toBeUndefined();

    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
  });
});
