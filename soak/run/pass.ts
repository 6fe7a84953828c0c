/**
 * Lets time pass, in the time that the process knows.
 */
export async function pass(durationMs: number): Promise<void> {
  await new Promise<void>(resolve => {
    setTimeout(resolve, durationMs);
  });
}
