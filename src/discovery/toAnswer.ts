import { BitbucketServerResponseError, RequestError } from '../bitbucket';
import { AbsenceReason, AbsentOrUnknown } from './types';

/** The exceptions with which the server says that something is not there. */
const ABSENCES = {
  server: {},
  project: { NoSuchProjectException: 'gone' },
  repository: {
    NoSuchProjectException: 'gone',
    NoSuchRepositoryException: 'gone',
  },
  content: {
    NoSuchProjectException: 'gone',
    NoSuchRepositoryException: 'gone',
    NoSuchPathException: 'noFile',
    NoSuchObjectException: 'noBranch',
    NoSuchCommitException: 'noBranch',
    NoDefaultBranchException: 'empty',
  },
} satisfies Record<string, Record<string, AbsenceReason>>;

/**
 * What a request was about: all there is, a project or the list of its
 * repositories, a repository by itself, or what a repository holds.
 *
 * @internal
 */
export type Subject = keyof typeof ABSENCES;

/**
 * Maps a failed request to what it says of its subject.
 *
 * @remarks
 * Absent is a 404 in which the server names one of the exceptions above that
 * goes with the subject, and a 204, with which it answers for the content of
 * an empty repository. Everything else from the server or the way to it is
 * unknown. An error that is not about the request is a bug of ours and is
 * thrown.
 *
 * @internal
 */
export function toAnswer(
  error: unknown,
  { about }: { about: Subject },
): AbsentOrUnknown {
  if (!(error instanceof RequestError)) {
    throw error;
  }
  if (error instanceof BitbucketServerResponseError) {
    if (error.status === 204 && about === 'content') {
      return { outcome: 'absent', reason: 'empty' };
    }
    const reasons = new Map<string, AbsenceReason>(
      Object.entries(ABSENCES[about]),
    );
    const reason = reasons.get(error.exceptionName ?? '');
    if (error.status === 404 && reason) {
      return { outcome: 'absent', reason };
    }
  }
  return { outcome: 'unknown', cause: error };
}
