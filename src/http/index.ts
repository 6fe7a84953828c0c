export { createHttpFetch } from './createHttpFetch';
export { HostBudget } from './HostBudget';
export {
  HostDownError,
  RequestError,
  RetryAfterTooLongError,
  type TransportFailureKind,
} from './transportErrors';
export { endsWithin, untilAborted } from './untilAborted';
export type {
  HttpEnding,
  HttpFetch,
  HttpMethod,
  HttpObserver,
  HttpRequest,
  HttpResponse,
  RequestContext,
  RequestLine,
} from './types';
