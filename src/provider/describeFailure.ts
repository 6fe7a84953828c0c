import { describeWayOut, isAdvised, RequestError } from '../bitbucket';

/**
 * Says why a run failed, and how to mend it where the error does not.
 */
export function describeFailure(
  error: Error,
  /** Whether the catalog was told something before. */
  { isApplied }: { isApplied: boolean },
): string {
  const wayOut =
    error instanceof RequestError || isAdvised(error)
      ? `. ${describeWayOut(error, {
          standing: isApplied
            ? 'What was found before is in the catalog'
            : 'Nothing was changed',
          next: 'the next run tries again',
        })}`
      : '';
  return `the run failed: ${error.message}${wayOut}`;
}
