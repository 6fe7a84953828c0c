import { createRig, FILE, toNames } from '../../dev/rig/webhookScene';
import { useMswServer } from '../../dev/rig/useMswServer';
import { pushBody } from '../events/testing/webhookBodies';

const server = useMswServer();

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
