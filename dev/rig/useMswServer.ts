import { setupServer, type SetupServer } from 'msw/node';
import { expectKnownRequests } from './expectKnownRequests';

/**
 * Starts an msw server for the tests of a file whose requests go through
 * node-fetch. A test fails on any address that nobody answers for or that a
 * real server would not know.
 */
export function useMswServer(): SetupServer {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => {
    try {
      expectKnownRequests(server);
    } finally {
      server.resetHandlers();
      server.events.removeAllListeners();
    }
  });
  afterAll(() => server.close());
  return server;
}
