import { describeWayOut, RequestError } from '../bitbucket';

/**
 * Says why a run failed, and how to mend it where the error does not.
 *
 * @internal
 */
export function describeFailure(error: Error): string {
  const wayOut =
    error instanceof RequestError
      ? `. ${describeWayOut(error, {
          standing: 'Nothing was changed',
          next: 'the next run tries again',
        })}`
      : '';
  return `the run failed: ${error.message}${wayOut}`;
}
