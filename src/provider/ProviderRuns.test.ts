import { driveTimers } from '../../dev/rig/driveTimers';
import { driveUntil } from '../../dev/rig/driveUntil';
import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const FILE = { 'catalog-info.yaml': '' };

function createRig(options: Partial<ProviderRigOptions> = {}): ProviderRig {
  return new ProviderRig({
    network,
    standIn: {
      projects: [{ key: 'A' }, { key: 'B' }],
      repositories: [
        { project: 'A', slug: 'one', files: FILE },
        { project: 'B', slug: 'one', files: FILE },
        { project: 'B', slug: 'two', files: FILE },
      ],
    },
    ...options,
  });
}

const stuck = {
  match: /A\/repos\/one\/browse/,
  respond: { status: 429, headers: { 'Retry-After': '65' } },
};

describe('ProviderRuns', () => {
  it('logs its progress every ten seconds of a long run', async () => {
    const rig = createRig({ rules: [{ ...stuck, times: 1 }] });
    await rig.sweep();
    const lines = rig.log.at('info');
    expect(lines.slice(1, -1).length).toBeGreaterThanOrEqual(6);
    const seconds = lines.slice(1, -1).map(line => {
      const [, elapsed] =
        /^main: .*in 2 projects, .*, 0 unknown, \d+ requests, (\d+) s so far$/.exec(
          line,
        ) ?? [];
      return Number(elapsed);
    });
    expect(seconds).toEqual(seconds.map((_, at) => seconds[0]! + at * 10));
    expect(lines.at(-1)).toMatch(
      /^main: 3 repositories in 2 projects, 3 catalog files, 0 unknown, 8 requests, \d+ s$/,
    );
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.log.at('info')).toHaveLength(lines.length);
  });

  it('says how long it took, though the clock is set back meanwhile', async () => {
    const rig = createRig({ rules: [{ ...stuck, times: 1 }] });
    setTimeout(() => jest.setSystemTime(Date.now() - 3_600_000), 30_000);
    await rig.sweep();
    expect(rig.log.at('info').at(-1)).toMatch(/ 8 requests, [67]\d s$/);
  });

  it('makes no other request once it is aborted, and changes nothing', async () => {
    const rig = createRig({ rules: [{ match: /repos\?/, respond: 'hang' }] });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 15_000);
    const error = await rig.sweep({ signal: controller.signal });
    expect(error).toMatchObject({ name: 'AbortError' });
    const asked = rig.urls.length;
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(rig.urls).toHaveLength(asked);
    expect(rig.catalog.mutations).toEqual([]);
    expect(rig.log.at('error')).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not start when it is aborted already', async () => {
    const rig = createRig();
    const error = await rig.sweep({ signal: AbortSignal.abort() });
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(rig.urls).toEqual([]);
  });

  it('says how far it got, and what becomes of that, when its timeout cuts it off', async () => {
    const rig = createRig({
      providers: {
        main: { schedule: { frequency: 'PT1H', timeout: { minutes: 10 } } },
      },
      rules: [{ match: /A\/repos\?/, respond: 'hang' }],
      integration: { retry: { maxRetries: 100 } },
    });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10 * 60_000);
    await rig.sweep({ signal: controller.signal });
    expect(rig.log.at('error')).toEqual([
      expect.stringMatching(
        /^bitbucketServer-provider:main: the run was cut off by its timeout of 10 min\. It got as far as 2 repositories in 2 projects, 2 catalog files, .* s\. What it has seen is remembered, what it had found is in the catalog, nothing was removed at its end, and the next run goes on\. If this lasts, make schedule\.timeout longer$/,
      ),
    ]);
    expect(rig.catalog.targets).toHaveLength(2);
  });

  it('does not call it a timeout when it is aborted before', async () => {
    const rig = createRig({ rules: [{ match: stuck.match, respond: 'hang' }] });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60_000);
    await rig.sweep({ signal: controller.signal });
    expect(rig.log.at('error')).toEqual([
      expect.stringContaining('the run failed: This operation was aborted'),
    ]);
  });

  it('runs one after the other', async () => {
    const rig = createRig();
    const [started] = await rig.start();
    rig.faults.set({ latencyMs: 1_000 });
    await driveTimers(
      Promise.all([
        started!.provider.refresh(rig.log),
        started!.provider.refresh(rig.log),
      ]),
    );
    const [first, second] = [rig.urls.slice(0, 7), rig.urls.slice(7)];
    expect([...second].sort()).toEqual([...first].sort());
    expect(rig.catalog.mutations.at(-1)?.type).toBe('full');
  });

  it('runs after one that has failed', async () => {
    const rig = createRig({
      rules: [{ match: '', times: 1, respond: { status: 404 } }],
    });
    expect(await rig.sweep()).toBeDefined();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(3);
  });

  it('is aborted at once while it waits for another run', async () => {
    const rig = createRig({ rules: [{ match: '', respond: 'hang' }] });
    const [started] = await rig.start();
    const first = started!.provider.refresh(rig.log).catch(error => error);
    await jest.advanceTimersByTimeAsync(1_000);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1_000);
    const error = await rig.sweep({ signal: controller.signal });
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(rig.urls).toHaveLength(1);
    await rig.shutDown();
    expect(String(await first)).toContain('shutting down');
  });

  it('is aborted by a shutdown, which waits for its end', async () => {
    const rig = createRig({ rules: [{ match: stuck.match, respond: 'hang' }] });
    await rig.start();
    let isOver = false;
    const run = rig.sweep().then(error => {
      isOver = true;
      return error;
    });
    await driveUntil(() => rig.catalog.mutations.length > 0);
    expect(isOver).toBe(false);
    const asked = rig.urls.length;
    await rig.shutDown();
    expect(String(await run)).toContain('the backend is shutting down');
    expect(rig.urls).toHaveLength(asked);
    expect(rig.catalog.mutations.map(({ type }) => type)).toEqual(['delta']);
    expect(rig.log.at('error')).toEqual([]);
    expect(rig.log.at('info').slice(1)).toEqual([
      'main: the run was stopped; the next one goes on from where it was',
    ]);
    expect(jest.getTimerCount()).toBe(0);
  });

  /** A run whose mutation the catalog holds up until it is told to go on. */
  async function holdMutation() {
    const rig = createRig();
    const [started] = await rig.start();
    let finishWriting = () => {};
    rig.catalog.writing = new Promise(resolve => {
      finishWriting = resolve;
    });
    const run = started!.provider.refresh(rig.log).catch(error => error);
    const isLook = (path: string) => path.endsWith('/browse');
    await driveUntil(() => rig.paths.filter(isLook).length === 3);
    await jest.advanceTimersByTimeAsync(2_000);
    const stoppedAt = Date.now();
    let downAfterMs: number | undefined;
    const shutdown = rig.beginShutDown().then(() => {
      downAfterMs = Date.now() - stoppedAt;
    });
    return {
      rig,
      ended: Promise.all([run, shutdown]),
      finishWriting,
      downAfterMs: () => downAfterMs,
    };
  }

  it('lets a shutdown wait a moment for the catalog to take what it was told', async () => {
    const held = await holdMutation();
    expect(held.rig.catalog.targets).toEqual([]);
    await jest.advanceTimersByTimeAsync(500);
    expect(held.downAfterMs()).toBeUndefined();
    held.finishWriting();
    await driveTimers(held.ended);
    expect(held.rig.catalog.mutations).toHaveLength(1);
    expect(held.rig.catalog.targets).not.toEqual([]);
  });

  it('lets a shutdown wait no longer than that', async () => {
    const held = await holdMutation();
    await driveUntil(() => held.downAfterMs() !== undefined);
    expect(held.downAfterMs()).toBeLessThanOrEqual(2_000);
    held.finishWriting();
    await driveTimers(held.ended);
  });

  it('makes no other request after the credentials are refused in the middle', async () => {
    const rig = createRig({
      rules: [
        { match: /A\/repos\/one\/browse/, respond: { status: 503 } },
        { match: /B\/repos\/two|profile/, respond: { status: 401 } },
      ],
    });
    expect(await rig.sweep()).toBeDefined();
    const asked = rig.urls.length;
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect(rig.urls).toHaveLength(asked);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not run again after a shutdown', async () => {
    const rig = createRig();
    await rig.start();
    await rig.shutDown();
    expect(await rig.sweep()).toBeDefined();
    expect(rig.urls).toEqual([]);
  });

  it('leaves no timer behind', async () => {
    const rig = createRig({
      rules: [
        { match: /browse/, times: 2, respond: 'reset' },
        { ...stuck, times: 1 },
      ],
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });
});
