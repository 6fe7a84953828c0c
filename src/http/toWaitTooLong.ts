import { WaitTooLongError } from './transportErrors';
import { RequestContext, RequestLine } from './types';

/**
 * Makes the error of a request that could wait no longer. Of a wait that went
 * on after a refusal, it names the whole, and not what was left of it.
 */
export function toWaitTooLong(
  request: RequestLine & RequestContext,
  { restMs }: { restMs: number },
): WaitTooLongError {
  const { maxWaitMs = restMs } = request;
  return new WaitTooLongError({ ...request, maxWaitMs });
}
