/** Of the event loop, before jest fakes its timers. */
const nextTurn = setImmediate;

const STEP_MS = 1_000;
/** More than any run of a test takes, in the time of jest's fake timers. */
const LIMIT_MS = 3 * 60 * 60_000;
/** What a database takes of the event loop, and no fake time, for a step or two of a run. */
const TURNS_A_STEP = 100;

/**
 * Lets the time of jest's fake timers pass until a promise is settled.
 *
 * @remarks
 * A slow machine gives fewer turns of the event loop to a step of fake time,
 * so they are counted.
 */
export async function driveTimers<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const note = () => {
    isSettled = true;
  };
  promise.then(note, note);
  for (let passedMs = 0; !isSettled; passedMs += STEP_MS) {
    if (passedMs > LIMIT_MS) {
      throw new Error('The promise did not settle in three hours of fake time');
    }
    for (let turn = 0; turn < TURNS_A_STEP && !isSettled; turn += 1) {
      await new Promise<void>(resolve => {
        nextTurn(() => resolve());
      });
    }
    await jest.advanceTimersByTimeAsync(STEP_MS);
  }
  return promise;
}
