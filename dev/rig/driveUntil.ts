/** Of the event loop, before jest fakes its timers. */
const nextTurn = setImmediate;

/** More than any run of a test takes, in the time of jest's fake timers. */
const LIMIT_MS = 3 * 60 * 60_000;
/** So often is looked again where there is no timer that time could pass to. */
const LIMIT_TURNS = 100_000;
/** What one callback has put off another may put off once more. */
const IDLE_TURNS = 2;
/** More than a step of a run takes. Two that drive time at once never see each other idle. */
const BUSY_TURNS = 1_000;

/**
 * Lets the time of jest's fake timers pass until something is so.
 *
 * @remarks
 * Time stands still while there is work that takes none, such as that of a
 * database in the memory of the process, and while files are read: what is
 * there after which timer does not depend on how busy the machine is.
 */
export async function driveUntil(isSo: () => boolean): Promise<void> {
  const endsAt = Date.now() + LIMIT_MS;
  let turns = 0;
  await untilIdle();
  while (!isSo()) {
    turns = jest.getTimerCount() > 0 ? 0 : turns + 1;
    if (turns > LIMIT_TURNS) {
      throw new Error(
        'It did not come to pass, and nothing is left that time could bring it by',
      );
    }
    if (Date.now() > endsAt) {
      throw new Error('It did not come to pass in three hours of fake time');
    }
    jest.advanceTimersToNextTimer();
    await untilIdle();
  }
}

async function untilIdle(): Promise<void> {
  let turns = 0;
  let idle = 0;
  while (idle < IDLE_TURNS && turns < BUSY_TURNS) {
    await new Promise<void>(resolve => {
      nextTurn(() => resolve());
    });
    const resources = process.getActiveResourcesInfo();
    const isReading = resources.some(each => each.startsWith('FSReq'));
    const isBusy = isReading || resources.includes('Immediate');
    idle = isBusy ? 0 : idle + 1;
    turns = isReading ? 0 : turns + 1;
  }
}
