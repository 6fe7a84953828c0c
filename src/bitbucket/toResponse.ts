import { NotFoundError, ResponseError } from '@backstage/errors';
import { HttpResponse } from '../http';
import { BitbucketServerResponseError } from './answerErrors';

/** A `Response` refuses a body with these. */
const BODILESS = [204, 205, 304];
/** It has no other status, where some proxies answer with 999. */
const ALLOWED = { least: 200, most: 599 };
const SERVER_ERROR = 500;

/** Makes a global `Response` of an answer that has been read to its end. */
export function toResponse(
  { status, statusText, headers, body }: HttpResponse,
  { url }: { url: string },
): Response {
  const response = new Response(BODILESS.includes(status) ? null : body, {
    status:
      status >= ALLOWED.least && status <= ALLOWED.most ? status : SERVER_ERROR,
    statusText,
    headers: [...headers],
  });
  // No constructor takes these.
  return Object.defineProperties(response, {
    url: { value: url },
    status: { value: status },
  });
}

/**
 * Waits for an answer, and turns a refusal into the error that Backstage has
 * for it: a `ResponseError` with `response`, `statusCode` and `body`, or for a
 * 404 a `NotFoundError` where there are words for it. The message of the
 * former goes on to name method and address.
 */
export async function withPublicErrors<T>(
  answer: Promise<T>,
  options: { notFound?: string } = {},
): Promise<T> {
  const { notFound } = options;
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof BitbucketServerResponseError)) {
      throw error;
    }
    if (error.status === 404 && notFound !== undefined) {
      throw new NotFoundError(notFound, error);
    }
    const response = toResponse(error, error);
    const responseError = await ResponseError.fromResponse(response);
    responseError.message = error.message;
    throw responseError;
  }
}
