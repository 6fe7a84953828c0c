import { driveUntil } from '../../dev/rig/driveUntil';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { createSweptRig, FILE, toNames } from '../../dev/rig/webhookScene';
import { webhookBodies } from '../events/testing/webhookBodies';

const network = useTestNetwork();
const ALL = ['ORBIT/antenna', 'ORBIT/rocket', 'SEA/buoy'];

/** Two providers of one host, after a run of each. */
function createPair() {
  return createSweptRig({
    network,
    providers: {
      main: { filters: { projectKey: 'ORBIT' } },
      other: { filters: { projectKey: 'SEA' } },
    },
  });
}

describe('two providers on one host', () => {
  it('keep what the other one has, in runs and after webhooks', async () => {
    const rig = await createPair();
    expect(toNames(rig)).toEqual(ALL);
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await driveUntil(() => rig.outcomes.length > 1);
    expect(toNames(rig)).toEqual(ALL);
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await driveUntil(() => rig.outcomes.length > 3);
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
    expect(await rig.sweep()).toBeUndefined();
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
  });

  it('hand over a repository that moves out of what one of them takes in', async () => {
    const rig = await createPair();
    const move = { slug: 'antenna', toProject: 'SEA' };
    rig.standIn.moveRepository('ORBIT', move);
    expect(await rig.sweep()).toBeUndefined();
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/antenna', 'SEA/buoy']);
  });

  it('lose no more than what is gone from one of them', async () => {
    const rig = await createPair();
    rig.standIn.removeRepository('SEA', { slug: 'buoy' });
    expect(await rig.sweep()).toBeUndefined();
    expect(toNames(rig)).toEqual(['ORBIT/antenna', 'ORBIT/rocket']);
  });
});
