import type { SetupServer } from 'msw/node';
import type { StandInBitbucket } from '../standin/StandInBitbucket';

/**
 * Fails where a stand-in behind an msw server was asked for what a real server
 * would not know.
 */
export function expectKnownRequests(server: SetupServer): void {
  const unknown = server
    .listHandlers()
    .flatMap(handler => {
      const { standIn } = handler as { standIn?: StandInBitbucket };
      return standIn?.unknownRequests ?? [];
    });
  expect(unknown).toEqual([]);
}
