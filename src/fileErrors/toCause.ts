import { toFailureAdvice } from '../bitbucket';
import type { ProcessingFailure } from './parseProcessingErrors';
import { toReasonLine } from './toReasonLine';
import { toRemedy } from './toRemedy';

const AGAIN = 'the catalog tries again by itself';

/**
 * Why something fails in the catalog, and how to mend it where that is known.
 */
export interface Cause {
  readonly reason: string;
  readonly remedy?: string;
}

/**
 * Gives the cause of a failure: what the read of the file has met, where that
 * is what failed, and else what the catalog says.
 */
export function toCause(
  failure: ProcessingFailure,
  { readError }: { readError: unknown },
): Cause {
  const { entityRef, fileRef, reason } = failure;
  // An entity of it fails for another reason: the file was read.
  if (readError === undefined || entityRef !== fileRef) {
    return { reason, remedy: toRemedy(reason) };
  }
  const { mayPass, advice } = toFailureAdvice(readError);
  const lasting = advice && `if this lasts, ${advice}`;
  return {
    reason: toReasonLine(
      readError instanceof Error ? readError.message : String(readError),
    ),
    remedy: mayPass ? [AGAIN, lasting].filter(Boolean).join('; ') : advice,
  };
}
