import { RequestError } from '../bitbucket';

/**
 * Says why a run failed, and how to mend it where the error does not.
 *
 * @internal
 */
export function describeFailure(
  error: Error,
  { apiBaseUrl }: { apiBaseUrl: string },
): string {
  return `the run failed: ${error.message}${
    error instanceof RequestError
      ? `. Nothing was changed, and the next run tries again. If this lasts, check that ${apiBaseUrl} is the address of the REST API and answers from here`
      : ''
  }`;
}
