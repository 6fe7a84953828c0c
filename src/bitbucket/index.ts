export { ROWS_PER_PAGE } from './readPages';
export {
  BadCredentialsError,
  BitbucketServerResponseError,
} from './answerErrors';
export { BitbucketServerApi } from './BitbucketServerApi';
export {
  isPersonalProject,
  parseBrowseUrl,
  toBrowseUrl,
  toDecoded,
  toFileTarget,
} from './browseUrl';
export type {
  DirectoryObserver,
  DirectorySight,
  LookedAtDirectory,
  UnmovedFile,
} from './DirectoryLooks';
export { createWebhooksApi, WebhooksApi } from './WebhooksApi';
export { type Host, Hosts, hostsServiceRef } from './Hosts';
export { isOlderVersion } from './isOlderVersion';
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
  endsWithin,
  HostDownError,
  type HttpObserver,
  type HttpResponse,
  type RequestContext,
  RequestError,
  RetryAfterTooLongError,
  untilAborted,
} from '../http';
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
export { toRepositoryUrl } from './toRepositoryUrl';
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
