import { toFailureAdvice } from '../bitbucket';
import type { ProcessingFailure } from './parseProcessingErrors';
import { toReasonLine } from './toReason';

const AGAIN = 'the catalog tries again by itself';

/** The catalog's own words, and what to do about them; the first that fits. */
const REMEDIES: readonly (readonly [words: RegExp, remedy: string])[] = [
  [
    /is not of an allowed kind for that location/,
    'allow the kind in catalog.rules',
  ],
  [
    /Reading from .* is not allowed|configure an integration/,
    'add the host to integrations.bitbucketServer',
  ],
  [/YAML error at/, 'open the file, and mend its YAML'],
  [
    /Expected object at root/,
    'open the file: it is a symbolic link or a pointer of Git LFS, which are not followed, or holds no YAML, or a login page came in its place',
  ],
  [
    /No processor recognized the entity/,
    'see that kind and apiVersion are right, and that the module for that kind is installed',
  ],
  [
    /Policy check failed|while validating the entity|must have required property/,
    'mend the entity in the file',
  ],
];

/** Why something fails in the catalog, and how to mend it where that is known. */
export interface Cause {
  readonly reason: string;
  readonly remedy?: string;
}

/** Gives a failure's cause: what the read has met if that failed, else the catalog's word. */
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

/** Says how to mend what the catalog alone knows of, where that is known. */
export function toRemedy(reason: string): string | undefined {
  return REMEDIES.find(([words]) => words.test(reason))?.[1];
}
