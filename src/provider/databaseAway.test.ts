import { useSlowRig } from '../../dev/rig/useSlowRig';

const { network, database, createRig } = useSlowRig();
const FILE = { 'catalog-info.yaml': '' };

describe('a database that is away in the middle of a run', () => {
  it('fails the run, loses nothing, and lets the next one end well', async () => {
    const rig = createRig(20, { latencyMs: 1_000 });
    await rig.sweep();
    rig.standIn.addRepository({ project: 'A', slug: 'new', id: 99, files: FILE });
    rig.standIn.removeRepository('A', { slug: 'r3' });
    const away = jest.spyOn(database().knex.client, 'acquireConnection');
    setTimeout(() => {
      away.mockRejectedValue(new Error('connection refused'));
    }, 8_000);
    expect(await rig.sweep()).toMatchObject({
      message: expect.stringContaining('connection refused'),
    });
    expect(rig.catalog.targets.length).toBeGreaterThanOrEqual(20);
    away.mockRestore();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(20);
    expect(rig.catalog.mutations.at(-1)!.type).toBe('full');
  });

  it('fails each run while it is away from the start, and removes nothing', async () => {
    const rig = createRig(3);
    await rig.sweep();
    const away = jest
      .spyOn(database().knex.client, 'acquireConnection')
      .mockRejectedValue(new Error('connection refused'));
    const startedAt = Date.now();
    expect(await rig.sweep()).toBeDefined();
    expect(Date.now() - startedAt).toBeLessThanOrEqual(60_000);
    away.mockRestore();
    expect(rig.catalog.targets).toHaveLength(3);
    expect(await rig.sweep()).toBeUndefined();
  });
});

describe('a run that fails while the database is away', () => {
  it('tells why it failed, and not that this could not be noted', async () => {
    const rig = createRig(3);
    rig.breakWith({ match: /./, respond: { status: 401 } });
    const away = jest.spyOn(database().knex.client, 'acquireConnection');
    network.observe(() => {
      away.mockRejectedValue(new Error('connection refused'));
    });
    expect(await rig.sweep()).toMatchObject({
      message: expect.stringContaining('401'),
    });
    expect(rig.log.at('error').join()).not.toContain('connection refused');
  });
});
