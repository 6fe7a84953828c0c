import { HttpFetch } from './types';

/**
 * Hands on at the end of a round of the event loop, one after the other, all
 * answers that have come in it.
 *
 * @remarks
 * What an answer leads to is a lot of code that runs once. Between the network
 * code of one answer and that of the next, each drives the other out of the
 * caches of the processor: a sweep would take a quarter more of its time.
 */
export function withBatches(next: HttpFetch): HttpFetch {
  return async request => {
    const response = await next(request);
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    return response;
  };
}
