import { TestNetwork } from './TestNetwork';

/**
 * Prepares a network for the tests of a file, and fake timers. A test fails on
 * any address that nobody answers for or that a real server would not know.
 */
export function useTestNetwork(): TestNetwork {
  const network = new TestNetwork();
  beforeEach(() => {
    // What takes no time takes none in the fake one either.
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
  });
  afterEach(() => {
    try {
      network.reset();
    } finally {
      jest.useRealTimers();
    }
  });
  return network;
}
