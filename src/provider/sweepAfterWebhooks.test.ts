import { driveUntil } from '../../dev/rig/driveUntil';
import { Replica } from '../../dev/rig/Replica';
import { createRig, FILE, toNames } from '../../dev/rig/webhookScene';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { webhookBodies } from '../events/testing/webhookBodies';
import { settle } from '../http/testing/settle';

const network = useTestNetwork();

describe('a sweep under a steady stream of webhooks', () => {
  it('ends with what it has seen itself, though they are acted upon meanwhile', async () => {
    const rig = createRig({ network });
    const replica = new Replica({ rig });
    await replica.webhooks.subscribe(rig.events);
    expect(await replica.sweep()).toBeUndefined();
    rig.catalog.mutations.length = 0;
    rig.standIn.removeFile('SEA', { slug: 'buoy', path: FILE });
    rig.forget();

    // The sweep takes longer than it takes to act upon a webhook.
    rig.faults.set({ latencyMs: 1_000 });
    const sweep = settle(replica.runs.run({ logger: rig.log }));
    const stream = setInterval(() => {
      void rig.publish('repo:refs_changed', webhookBodies.push());
    }, 20);
    await driveUntil(() => sweep.state !== 'pending');
    clearInterval(stream);

    expect(sweep.error).toBeUndefined();
    const looks = rig.paths.filter(path => path.endsWith('/antenna/browse'));
    // One of them is that of the sweep.
    expect(looks.length).toBeGreaterThan(2);
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

  it.each([
    ['a label is missing', { labels: { include: 'mine' } }, { labels: [] }],
    ['it is archived', { skipArchivedRepos: true }, { archived: true }],
  ])('takes in what was left out after one, as %s, whatever recheckAfter is', async (_, filters, state) => {
    const rig = createRig({
      network,
      providers: { main: { filters, recheckAfter: { hours: 24 } } },
    });
    const repositoryOf = (project: string, slug: string) =>
      rig.standIn.repository(project, { slug });
    const antenna = repositoryOf('ORBIT', 'antenna');
    [antenna, repositoryOf('ORBIT', 'rocket'), repositoryOf('SEA', 'buoy')].forEach(
      repository => Object.assign(repository, { labels: ['mine'] }),
    );
    const before = { ...antenna };
    Object.assign(antenna, state);
    expect(await rig.sweep()).toBeUndefined();
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    Object.assign(antenna, before);
    expect(await rig.sweep()).toBeUndefined();
    expect(toNames(rig)).toEqual(['ORBIT/antenna', 'ORBIT/rocket', 'SEA/buoy']);
  });
});
