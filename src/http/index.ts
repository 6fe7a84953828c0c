export { createHttpFetch } from './createHttpFetch';
export { RequestError } from './RequestError';
export { HostDownError } from './HostDownError';
export { RetryAfterTooLongError } from './RetryAfterTooLongError';
export type {
  HttpFetch,
  HttpRequest,
  HttpResponse,
  RequestContext,
} from './types';
