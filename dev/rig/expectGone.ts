import { pollUntil } from '../pollUntil';

/**
 * Waits until nobody answers at an address any longer.
 */
export async function expectGone(url: string): Promise<void> {
  await pollUntil(`${url} no longer listens`, {
    ask: () =>
      fetch(url).then(
        () => undefined,
        () => true,
      ),
  });
}
