export { BadCredentialsError } from './BadCredentialsError';
export { BitbucketServerApi } from './BitbucketServerApi';
export type { RepositoryName } from './BitbucketServerApi';
export { BitbucketServerResponseError } from './BitbucketServerResponseError';
export { parseBrowseUrl, toBrowseUrl, toFileTarget } from './browseUrl';
export type { BrowseUrl } from './browseUrl';
export { createBitbucketServerApi } from './createBitbucketServerApi';
export type { Project, Repository } from './types';
// What fails on the way to the server, for those who may not look there.
export { RequestError, HostDownError, RetryAfterTooLongError } from '../http';
export type { RequestContext } from '../http';
export { toRepositoryUrl } from './toRepositoryUrl';
export { BitbucketServerClient } from './BitbucketServerClient';
export type {
  BitbucketServerDefaultBranch,
  BitbucketServerListOptions,
  BitbucketServerPagedResponse,
  BitbucketServerProject,
  BitbucketServerRepository,
} from './BitbucketServerClient';
