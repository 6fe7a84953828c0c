import { setupServer, type SetupServer } from 'msw/node';

/**
 * Starts an msw server for the tests of a file, which fails on any address
 * that nobody answers for, and fake timers.
 *
 * @internal
 */
export function useMswServer(): SetupServer {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    server.resetHandlers();
    server.events.removeAllListeners();
    jest.useRealTimers();
  });
  afterAll(() => server.close());
  return server;
}
