import type { SchedulerService } from '@backstage/backend-plugin-api';
import { driveTimers } from '../../dev/rig/driveTimers';
import { driveUntil } from '../../dev/rig/driveUntil';
import { LogLines } from '../../dev/rig/LogLines';
import { type Sqlite, useSqlite } from '../../dev/rig/useSqlite';
import { oneProject } from '../../dev/rig/oneProject';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { MigratedDatabase } from '../database';

const network = useTestNetwork();
const openSqlite = useSqlite();
const FILE = { 'catalog-info.yaml': '' };
const DAY_MS = 24 * 60 * 60_000;

let database: Sqlite;
beforeEach(async () => {
  database = openSqlite();
  const { warn } = new LogLines();
  await new MigratedDatabase({ database, logger: { warn } }).client();
});
afterEach(() => {
  jest.restoreAllMocks();
});

function createRig(
  count: number,
  options: Partial<ProviderRigOptions> & { latencyMs?: number } = {},
) {
  const rig = new ProviderRig({
    network,
    database,
    integration: { maxConcurrentRequests: 1 },
    standIn: oneProject(
      Array.from({ length: count }, (_, index) => `r${index}`),
    ),
    ...options,
  });
  rig.faults.set({ latencyMs: options.latencyMs ?? 0 });
  return rig;
}

const never = () => new Promise<never>(() => {});

/** Begins a run in a new process, and gives what it ends with once it is stopped in its middle. */
async function stopInMiddle(rig: ProviderRig): Promise<unknown> {
  const [started] = await rig.start();
  const run = started!.task.fn as (signal: AbortSignal) => Promise<void>;
  const ending = run(new AbortController().signal).catch(
    (error: unknown) => error,
  );
  await driveUntil(() => rig.paths.at(-1)?.endsWith('/r5/browse') === true);
  await rig.shutDown();
  return ending;
}

/** Aborts a run, and gives how long it went on then. */
async function sweepAborted(
  rig: ProviderRig,
  { afterMs = 0, when = () => true }: { afterMs?: number; when?(): boolean },
) {
  const controller = new AbortController();
  let abortedAt = 0;
  const abort = () => {
    if (when()) {
      abortedAt = Date.now();
      controller.abort();
    } else {
      setTimeout(abort, 100);
    }
  };
  setTimeout(abort, afterMs);
  const error = await rig.sweep({ signal: controller.signal });
  return { error, lateMs: Date.now() - abortedAt };
}

describe('a run that is aborted in the middle', () => {
  it.each<[string, (rig: ProviderRig) => void]>([
    ['a mutation', rig => {
      rig.catalog.writing = never();
    }],
    ['a database', () => {
      jest.spyOn(database.knex.client, 'query').mockImplementation(never);
    }],
    ['the server', rig => {
      rig.breakWith({ match: /browse/, respond: 'hang' });
    }],
    ['the pace, after a refusal', rig => {
      const headers = { 'Retry-After': '600' };
      rig.breakWith({ match: /browse/, respond: { status: 429, headers } });
    }],
    ['a list', rig => {
      rig.breakWith({ match: /projects\?/, respond: 'hang' });
    }],
  ])('ends within a second, also where it waits for %s', async (_, hold) => {
    const rig = createRig(3);
    await rig.sweep();
    rig.standIn.addRepository({ project: 'A', slug: 'new', id: 99, files: FILE });
    hold(rig);
    const { error, lateMs } = await sweepAborted(rig, { afterMs: 20_000 });
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(lateMs).toBeLessThanOrEqual(1_000);
    expect(rig.log.at('error')).toHaveLength(1);
  });
});

describe('runs that are cut off before they have told what they found', () => {
  it('add up: the next one tells it first, and looks at the rest', async () => {
    const rig = createRig(20, { latencyMs: 1_000 });
    let told = 0;
    let runs = 0;
    do {
      await rig.start();
      await sweepAborted(rig, { afterMs: 8_000 });
      expect(rig.catalog.targets.length).toBeGreaterThanOrEqual(told);
      told = rig.catalog.targets.length;
      runs += 1;
    } while (told < 20 && runs < 20);
    expect(told).toBe(20);
    const looks = rig.paths.filter(path => path.endsWith('/browse'));
    expect(new Set(looks).size).toBe(20);
  });

  it('tell nothing that a filter leaves out by now', async () => {
    const providers = { main: { filters: { repoSlug: 'r' } } };
    const rig = createRig(4, { latencyMs: 1_000, providers });
    const looks = () => rig.paths.filter(path => path.endsWith('/browse'));
    // The first look has ended, and is to be told a second later.
    await sweepAborted(rig, { when: () => looks().length === 2 });
    const found = await database.knex('bitbucket_server_entities');
    expect(found.length).toBeGreaterThan(rig.catalog.targets.length);
    const before = rig.catalog.targets.length;
    providers.main.filters.repoSlug = 'none';
    await rig.start();
    await sweepAborted(rig, { afterMs: 1_500 });
    expect(rig.catalog.targets).toHaveLength(before);
  });
});

describe('a database that is away in the middle of a run', () => {
  it('fails the run, loses nothing, and lets the next one end well', async () => {
    const rig = createRig(20, { latencyMs: 1_000 });
    await rig.sweep();
    rig.standIn.addRepository({ project: 'A', slug: 'new', id: 99, files: FILE });
    rig.standIn.removeRepository('A', { slug: 'r3' });
    const away = jest.spyOn(database.knex.client, 'acquireConnection');
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
      .spyOn(database.knex.client, 'acquireConnection')
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
    const away = jest.spyOn(database.knex.client, 'acquireConnection');
    network.observe(() => {
      away.mockRejectedValue(new Error('connection refused'));
    });
    expect(await rig.sweep()).toMatchObject({
      message: expect.stringContaining('401'),
    });
    expect(rig.log.at('error').join()).not.toContain('connection refused');
  });
});

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

describe('a process that starts', () => {
  const createTriggered = (
    count = 3,
    options: Parameters<typeof createRig>[1] = {},
  ) => {
    const triggerTask = jest.fn(async () => {});
    const scheduler = { triggerTask } as unknown as SchedulerService;
    return { triggerTask, rig: createRig(count, { scheduler, ...options }) };
  };
  const start = async (rig: ProviderRig) => {
    await driveTimers(rig.start());
    const startedAt = Date.now();
    await driveUntil(() => Date.now() - startedAt >= 1_000);
  };

  it('has the next run begin at once after a graceful stop in the middle of one', async () => {
    const { rig, triggerTask } = createTriggered(20, { latencyMs: 1_000 });
    expect(await stopInMiddle(rig)).toBeDefined();
    expect(triggerTask).not.toHaveBeenCalled();
    await start(rig);
    expect(triggerTask).toHaveBeenCalledTimes(1);
    expect(triggerTask).toHaveBeenCalledWith(
      'bitbucketServer-provider:main:refresh',
    );
  });

  it('waits for its turn after a complete run', async () => {
    const { rig, triggerTask } = createTriggered();
    expect(await rig.sweep()).toBeUndefined();
    await rig.shutDown();
    await start(rig);
    expect(triggerTask).not.toHaveBeenCalled();
  });

  it('waits for its turn after refused credentials', async () => {
    const { rig, triggerTask } = createTriggered();
    rig.breakWith({ match: /./, respond: { status: 401 } });
    expect(await rig.sweep()).toBeDefined();
    await rig.shutDown();
    await start(rig);
    expect(triggerTask).not.toHaveBeenCalled();
  });

  it('is not held up by a task that is under way elsewhere', async () => {
    const { rig, triggerTask } = createTriggered(20, { latencyMs: 1_000 });
    expect(await stopInMiddle(rig)).toBeDefined();
    triggerTask.mockRejectedValue(new Error('already running'));
    await start(rig);
    expect(rig.log.at('error')).toEqual([]);
  });
});
