import { driveUntil } from './driveUntil';

/** Lets some of the time of jest's fake timers pass, with all that happens in it. */
export async function passTime(ms: number): Promise<void> {
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, ms);
  await driveUntil(() => isOver);
}
