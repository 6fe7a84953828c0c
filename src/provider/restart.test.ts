import type { SchedulerService } from '@backstage/backend-plugin-api';
import { driveTimers } from '../../dev/rig/driveTimers';
import { driveUntil } from '../../dev/rig/driveUntil';
import type { ProviderRig } from '../../dev/rig/ProviderRig';
import { useSlowRig } from '../../dev/rig/useSlowRig';

const { createRig } = useSlowRig();

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
