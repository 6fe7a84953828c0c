import { NotFoundError, ResponseError } from '@backstage/errors';
import { BitbucketServerResponseError } from './BitbucketServerResponseError';
import { toResponse } from './toResponse';

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
