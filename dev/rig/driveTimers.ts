import { driveUntil } from './driveUntil';

/** Lets the time of jest's fake timers pass until a promise is settled. */
export async function driveTimers<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const note = () => {
    isSettled = true;
  };
  promise.then(note, note);
  await driveUntil(() => isSettled);
  return promise;
}
