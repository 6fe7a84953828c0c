export { createHttpFetch } from './createHttpFetch';
export { RequestError } from './RequestError';
export {
  HostDownError,
  RetryAfterTooLongError,
  type TransportFailureKind,
} from './transportErrors';
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
