/**
 * Waits for what a function gives, but no longer than a time limit, and throws
 * then. Nothing can stop the function itself; what it gives later is not looked
 * at.
 */
export async function withinLimit<T>(
  limitMs: number,
  run: () => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const fail = () =>
      reject(new Error(`it has not ended in ${limitMs / 60_000} minutes`));
    timer = setTimeout(fail, limitMs);
    // A run that was given up does not keep the process.
    timer.unref();
  });
  try {
    return await Promise.race([run(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
