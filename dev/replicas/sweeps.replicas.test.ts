import { TestDatabases } from '@backstage/backend-test-utils';
import { expectEntityRefs } from '../expectEntityRefs';
import { pollUntil } from '../pollUntil';
import type { BackendProcess } from '../startBackendProcess';
import { findSweep } from './findSweep';
import { holdSweep } from './holdSweep';
import { readUids } from './readUids';
import { Replicas } from './Replicas';
import { toComponentFile } from '../rig/toComponentFile';
import { toSweeps } from './toSweeps';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

/** Long enough for the other backend to begin before it, also on a slow machine. */
const TIMEOUT_MS = 30_000;

const path = 'catalog-info.yaml';
const repositories = ['P00001', 'P00002'].flatMap(project =>
  [1, 2, 3, 4, 5, 6, 7, 8].map(number => `${project}/repos/repo-0000${number}`),
);
/** One that has a file, so that its entity is at stake as well. */
const held = 'P00002/repos/repo-00005';
const ones = ['p00001', 'p00002'].flatMap(project =>
  [1, 3, 5, 7].map(number => `component:default/${project}-repo-0000${number}`),
);

describe('sweeps of two backends on one PostgreSQL', () => {
  let replicas: Replicas;
  let backends: BackendProcess[];

  beforeAll(async () => {
    replicas = await Replicas.create({
      databases,
      schedule: {
        // Each second, so that no run ends for the sake of the next one.
        frequency: { cron: '* * * * * *' },
        timeout: { milliseconds: TIMEOUT_MS },
      },
    });
    backends = [await replicas.start(), await replicas.start()];
    await expectEntityRefs(backends[0]!.catalog, ones);
  });

  afterAll(async () => {
    await replicas?.stop();
  });

  const hold = () => holdSweep(held, { ...replicas, backends });

  const otherThan = (one: BackendProcess) =>
    backends.find(each => each !== one)!;

  it('never run side by side, though each takes longer than the pause between two', async () => {
    await replicas.standIn.setFaults({ latencyMs: 500 });
    await replicas.standIn.resetStats();
    const sweeps = await pollUntil('six more sweeps are over', {
      ask: async () => {
        const { requests } = await replicas.standIn.requests();
        const begun = toSweeps(requests);
        return begun.length > 6 ? begun.slice(0, 6) : undefined;
      },
    });
    await replicas.standIn.setFaults({});
    expect(sweeps).toEqual(Array(6).fill(repositories));
  });

  it('lose nothing when the one that sweeps is killed, keep what it has found, and go on in the other once the timeout has passed', async () => {
    const finding = await hold();
    await replicas.standIn.writeFile('P00001', {
      slug: 'repo-00002',
      path,
      content: toComponentFile('added'),
    });
    await finding.release();
    // Either of the two may have the next turn.
    const lost = await hold();
    const other = otherThan(lost.sweeping);
    await expectEntityRefs(other.catalog, [...ones, 'component:default/added']);
    const before = await readUids(other.catalog);
    await lost.sweeping.stop('SIGKILL');
    await replicas.standIn.removeFile('P00001', { slug: 'repo-00001', path });

    const seen: unknown[] = [];
    const next = await pollUntil('the other backend sweeps', {
      ask: async () => {
        seen.push(await readUids(other.catalog));
        return findSweep([other]);
      },
    });
    expect(next.startedAt).toBeGreaterThanOrEqual(lost.timesOutAt);
    expect(seen).toEqual(seen.map(() => before));

    await lost.release();
    const [gone, ...kept] = ones;
    await expectEntityRefs(other.catalog, [...kept, 'component:default/added']);
    const { [gone!]: _, ...uids } = before;
    expect(await readUids(other.catalog)).toMatchObject(uids);
    backends = [other, await replicas.start()];
  });

  it('go on in the other before the timeout has passed when the one that sweeps is stopped', async () => {
    const before = await readUids(backends[0]!.catalog);
    const stopped = await hold();
    const other = otherThan(stopped.sweeping);
    const exit = stopped.sweeping.stop('SIGTERM');
    const next = await pollUntil('the other backend sweeps', {
      ask: () => findSweep([other]),
    });
    expect(next.startedAt).toBeLessThan(stopped.timesOutAt);
    await stopped.release();
    expect(await exit).toBe(0);
    expect(stopped.sweeping.output()).toContain(
      'the run was stopped; the next one goes on from where it was',
    );
    expect(await readUids(other.catalog)).toEqual(before);
  });
});
