/** Of the event loop, before jest fakes its timers. */
const nextTurn = setImmediate;

const STEP_MS = 1_000;
/** More than any run of a test takes, in the time of jest's fake timers. */
const LIMIT_MS = 3 * 60 * 60_000;
/** What a database and a stand-in answer takes turns of the event loop, and no fake time. */
const TURNS = { first: 500, each: 200 };

/**
 * Lets the time of jest's fake timers pass until a promise is settled.
 *
 * @remarks
 * A machine that does other things as well gives fewer turns of the event loop
 * to a step of fake time, so they are counted and not left to chance.
 */
export async function driveTimers<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const note = () => {
    isSettled = true;
  };
  promise.then(note, note);
  await letTurnsPass(TURNS.first);
  for (let passedMs = 0; !isSettled; passedMs += STEP_MS) {
    if (passedMs > LIMIT_MS) {
      throw new Error('The promise did not settle in three hours of fake time');
    }
    await jest.advanceTimersByTimeAsync(STEP_MS);
    await letTurnsPass(TURNS.each);
  }
  return promise;
}

async function letTurnsPass(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise<void>(resolve => {
      nextTurn(() => resolve());
    });
  }
}
