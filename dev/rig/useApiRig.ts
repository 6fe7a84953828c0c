import {
  createTestApi,
  testBaseUrl,
} from '../../src/bitbucket/testing/createTestApi';
import type { HostCredentials } from '../../src/config';
import { StandInFaults } from '../standin/faults/StandInFaults';
import type { FaultRule } from '../standin/faults/types';
import { StandInBitbucket } from '../standin/StandInBitbucket';
import type { StandInBitbucketOptions } from '../standin/StandInBitbucketOptions';
import { TestNetwork } from './TestNetwork';

/**
 * Prepares a network for the tests of a file, and gives what makes a stand-in
 * Bitbucket in it with a client for it. A test fails on any address that the
 * stand-in does not know.
 */
export function useApiRig() {
  const network = new TestNetwork();
  let standIn: StandInBitbucket;

  afterEach(() => network.reset());

  return {
    network,
    /** The latest one that was started. */
    standIn: () => standIn,
    /** The paths of all its requests below the API, with their queries. */
    paths: () =>
      standIn.requests.map(({ path }) =>
        path.replace(/^.*\/rest\/api\/1.0/, ''),
      ),
    start(
      options: Partial<StandInBitbucketOptions> & {
        rules?: FaultRule[];
        clientCredentials?: HostCredentials;
      } = {},
    ) {
      const { rules = [], clientCredentials, ...standInOptions } = options;
      standIn = new StandInBitbucket({
        baseUrl: testBaseUrl,
        projects: [{ key: 'KEY' }],
        strictPageSize: 2,
        credentials: { token: 'test-token' },
        ...standInOptions,
      });
      const faults = new StandInFaults({ rules });
      network.add(standIn, { faults });
      return createTestApi({
        credentials: clientCredentials,
        transport: network.transport,
      });
    },
  };
}
