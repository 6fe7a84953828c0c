/**
 * Fakes the time of timers and clocks alone, so that what takes no time takes
 * none in the fake one either.
 */
export function useSteadyTime(): void {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
  });
}
