export { createHttpFetch } from './createHttpFetch';
export { HostBudget } from './HostBudget';
export { RequestError } from './RequestError';
export {
  HostDownError,
  RetryAfterTooLongError,
  WaitTooLongError,
  type TransportFailureKind,
} from './transportErrors';
export { untilAborted } from './untilAborted';
export type { PaceStatus } from './HostBudget';
export type {
  HttpEnding,
  HttpFetch,
  HttpMethod,
  HttpObserver,
  HttpRequest,
  HttpResponse,
  Priority,
  RequestContext,
  RequestLine,
} from './types';
