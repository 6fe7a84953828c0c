import { HostConfig, HostCredentials } from '../config';
import { BitbucketServerApi } from './BitbucketServerApi';
import { createRestClient, RestClientOptions } from './createRestClient';

/** Creates the client of one host, with a budget of its own where none is shared. */
export function createBitbucketServerApi(
  hostConfig: Omit<HostConfig, 'repositoryHashes'>,
  options: Omit<RestClientOptions, 'otherSecrets'> = {},
): BitbucketServerApi {
  const { host, credentials } = hostConfig;
  return new BitbucketServerApi({
    host,
    credentials: toWords(credentials),
    rest: createRestClient(hostConfig, options),
  });
}

function toWords(credentials: HostCredentials): string | undefined {
  switch (credentials.type) {
    case 'token':
      return 'token';
    case 'basic':
      return `username "${credentials.username}" with its password`;
    default:
      return undefined;
  }
}
