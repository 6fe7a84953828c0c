/**
 * Replaces the clock and all timers by such as a test drives.
 *
 * @remarks
 * Microtasks stay real: the queue of a budget goes on by one, and a fake one
 * waits for the next timer.
 */
export function useFakeTime(): void {
  jest.useFakeTimers({
    now: Date.parse('2024-05-01T12:00:00Z'),
    doNotFake: ['queueMicrotask', 'nextTick'],
  });
}
