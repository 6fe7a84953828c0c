export { ROWS_PER_PAGE } from './readJsonPages';
export { BadCredentialsError } from './BadCredentialsError';
export { BitbucketServerApi } from './BitbucketServerApi';
export { BitbucketServerResponseError } from './BitbucketServerResponseError';
export { parseBrowseUrl, toBrowseUrl, toFileTarget } from './browseUrl';
export type {
  DirectoryObserver,
  DirectorySight,
  LookedAtDirectory,
  UnmovedFile,
} from './DirectoryLooks';
export { createWebhooksApi } from './createWebhooksApi';
export { Hosts, type Host } from './Hosts';
export { hostsServiceRef } from './hostsServiceRef';
export { isOlderVersion } from './isOlderVersion';
export { isPersonalProject } from './isPersonalProject';
export {
  parseRepositoryAddress,
  type RepositoryAddress,
} from './parseRepositoryAddress';
export type {
  Project,
  Repository,
  RepositoryHash,
  RepositoryName,
  Server,
} from './types';
// What fails on the way to the server, and how to wait for it no longer, for
// those who may not look there.
export {
  RequestError,
  HostDownError,
  RetryAfterTooLongError,
  untilAborted,
} from '../http';
export { toDecoded } from './toDecoded';
export {
  type AdvisedError,
  describeWayOut,
  type FailureAdvice,
  isAdvised,
  toAdvisedMessage,
  toFailureAdvice,
} from './toFailureAdvice';
export {
  isCredentialsDoubt,
  toFailureKind,
  type FailureKind,
} from './toFailureKind';
export type { HttpObserver, HttpResponse, RequestContext } from '../http';
export { toRepositoryUrl } from './toRepositoryUrl';
export { WebhooksApi } from './WebhooksApi';
export type {
  Webhook,
  WebhookChange,
  WebhookScope,
  WebhookStatistics,
} from './webhookTypes';
export { BitbucketServerClient } from './BitbucketServerClient';
export type {
  BitbucketServerDefaultBranch,
  BitbucketServerListOptions,
  BitbucketServerPagedResponse,
  BitbucketServerProject,
  BitbucketServerRepository,
} from './clientTypes';
