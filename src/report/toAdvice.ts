import { HostDownError, RetryAfterTooLongError } from '../bitbucket';

/**
 * Says what has become of something that stayed unknown, and how to be rid of
 * the cause.
 *
 * @internal
 */
export function toAdvice(cause: Error): string {
  const { status } = cause as { status?: number };
  if (status === 401 || status === 403) {
    return 'what was known of it is kept. Give the account read permission, or leave it out with filters.projectKey or filters.repoSlug';
  }
  if (cause.name === 'ParserError') {
    return 'what was known of it is kept. The error is in the custom location parser';
  }
  if (
    cause instanceof HostDownError ||
    cause instanceof RetryAfterTooLongError
  ) {
    return 'what was known is kept, and the next run tries again';
  }
  return 'what was known of it is kept, and the next run asks again';
}
