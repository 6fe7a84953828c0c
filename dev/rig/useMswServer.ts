import { setupServer, type SetupServer } from 'msw/node';
import { expectKnownRequests } from './expectKnownRequests';

/**
 * Starts an msw server for the tests of a file, which fails on any address
 * that nobody answers for or that a real server would not know, and fake
 * timers.
 */
export function useMswServer(): SetupServer {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    try {
      expectKnownRequests(server);
    } finally {
      server.resetHandlers();
      server.events.removeAllListeners();
      jest.useRealTimers();
    }
  });
  afterAll(() => server.close());
  return server;
}
