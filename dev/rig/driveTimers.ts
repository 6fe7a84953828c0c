const STEP_MS = 1_000;
/** More than any run of a test takes, in the time of jest's fake timers. */
const LIMIT_MS = 3 * 60 * 60_000;

/**
 * Lets the time of jest's fake timers pass until a promise is settled.
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
    await jest.advanceTimersByTimeAsync(STEP_MS);
  }
  return promise;
}
