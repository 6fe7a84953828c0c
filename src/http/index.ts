export { createHttpFetch } from './createHttpFetch';
export { RequestError } from './RequestError';
export { HostDownError } from './HostDownError';
export { RetryAfterTooLongError } from './RetryAfterTooLongError';
export type {
  HttpEnding,
  HttpFetch,
  HttpObserver,
  HttpRequest,
  HttpResponse,
  RequestContext,
} from './types';
