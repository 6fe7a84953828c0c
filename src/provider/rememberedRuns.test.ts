import { driveTimers } from '../../dev/rig/driveTimers';
import { driveUntil } from '../../dev/rig/driveUntil';
import { useSqlite } from '../../dev/rig/useSqlite';
import { Replica } from '../../dev/rig/Replica';
import { createRig, FILE } from '../../dev/rig/webhookScene';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { MigratedDatabase } from '../database';

const network = useTestNetwork();
const openSqlite = useSqlite();

const runsOf = ({ memory }: Replica) => driveTimers(memory.readRuns());

describe('what is remembered of runs', () => {
  it('is when each was, how it ended, and what it counted', async () => {
    const rig = createRig({ network });
    const replica = new Replica({ rig });
    await replica.sweep();
    const requests = rig.urls.length;
    rig.breakWith({ match: /rocket\/browse/, respond: { status: 500 } });
    await replica.sweep();

    const runs = await runsOf(replica);
    const [second, first] = runs;
    expect(runs).toHaveLength(2);
    expect(first).toEqual({
      ...{ startedAt: expect.any(Number), endedAt: expect.any(Number) },
      ...{ ending: 'complete', looks: 3, unknown: 0, requests },
    });
    expect(first!.endedAt).toBeLessThanOrEqual(second!.startedAt);
    expect(second).toMatchObject({ ending: 'incomplete', looks: 3, unknown: 1 });
    const { lastRun } = await driveTimers(replica.memory.readState());
    expect(lastRun).toEqual(second);
  });

  it('is why one failed, and what it had counted until then', async () => {
    const rig = createRig({
      network,
      rules: [{ match: /projects\?/, respond: { status: 401 } }],
    });
    const replica = new Replica({ rig });
    const error = (await replica.sweep()) as Error;
    expect(await runsOf(replica)).toMatchObject([
      { ending: 'failed', reason: error.message, looks: 0, requests: 1 },
    ]);
  });

  it('is why one was stopped', async () => {
    const rig = createRig({
      network,
      rules: [{ match: /browse/, respond: 'hang' }],
    });
    const replica = new Replica({ rig });
    const sweeping = replica.sweep();
    await driveUntil(() => rig.urls.some(url => url.includes('browse')));
    await driveTimers(Promise.all([replica.runs.stop(), sweeping]));
    expect(await runsOf(replica)).toMatchObject([
      { ending: 'stopped', reason: 'the backend is shutting down' },
    ]);
  });

  it('is the same in every replica that shares a database', async () => {
    const logger = { warn: () => {} };
    const database = new MigratedDatabase({ database: openSqlite(), logger });
    await database.client();
    const rig = createRig({ network });
    const [one, other] = [1, 2].map(() => new Replica({ rig, database }));
    await one!.sweep();
    rig.standIn.removeFile('SEA', { slug: 'buoy', path: FILE });
    await other!.sweep();
    const runs = await runsOf(one!);
    expect(runs.map(({ ending }) => ending)).toEqual(['complete', 'complete']);
    expect(await runsOf(other!)).toEqual(runs);
  });
});
