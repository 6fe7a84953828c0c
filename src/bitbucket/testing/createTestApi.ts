import { HostCredentials } from '../../config';
import type { HttpFetch } from '../../http';
import { BitbucketServerApi } from '../BitbucketServerApi';
import { createBitbucketServerApi } from '../createBitbucketServerApi';

/** Where the server of a test is, with a context path. */
export const testBaseUrl = 'https://git.example.com/bitbucket';

/**
 * Creates a client that asks again for nothing, so that a test sees every
 * failure at once.
 */
export function createTestApi(
  options: { credentials?: HostCredentials; transport?: HttpFetch } = {},
): BitbucketServerApi {
  const { credentials = { type: 'token', token: 'test-token' } } = options;
  return createBitbucketServerApi(
    {
      host: new URL(testBaseUrl).host,
      apiBaseUrl: `${testBaseUrl}/rest/api/1.0`,
      credentials,
      maxConcurrentRequests: 2,
      timeoutMs: 30_000,
      retry: { maxRetries: 0, retryStatusCodes: [] },
    },
    options,
  );
}
