import { TransportError, TransportFailureKind } from './transportErrors';
import { HttpEnding, HttpFetch, HttpObserver, HttpRequest } from './types';

/** Tells whoever asked of each request and answer, and an observer how it ends. */
export function withObserver(
  next: HttpFetch,
  { observer }: { observer?: HttpObserver },
): HttpFetch {
  return async request => {
    let ending: HttpEnding = 'error';
    request.onRequest?.();
    try {
      const response = await next(request);
      ending = response.status;
      request.onAnswer?.({ url: request.url, status: response.status });
      return response;
    } catch (error) {
      ending = toEnding(error, request);
      throw error;
    } finally {
      observer?.onEnd(request, ending);
    }
  };
}

const ENDINGS: Partial<Record<TransportFailureKind, HttpEnding>> = {
  unreachable: 'network',
  certificate: 'network',
  timeout: 'timeout',
  tooLarge: 'too-large',
};

function toEnding(error: unknown, { signal }: HttpRequest): HttpEnding {
  const ending =
    error instanceof TransportError ? ENDINGS[error.kind] : undefined;
  return ending ?? (signal?.aborted ? 'aborted' : 'error');
}
