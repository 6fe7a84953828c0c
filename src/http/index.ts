export { createHttpFetch } from './createHttpFetch';
export { RequestError } from './RequestError';
export { HostDownError } from './HostDownError';
export { RetryAfterTooLongError } from './RetryAfterTooLongError';
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
