import {
  FailureKind,
  RepositoryName,
  RequestError,
  toFailureKind,
} from '../bitbucket';
import { AbsenceReason, AbsentOrUnknown, RepositoryAnswer } from './types';

/** The kinds of failure with which the server says that something is not there. */
const ABSENCES: Readonly<
  Record<
    'server' | 'project' | 'repository' | 'content',
    Partial<Record<FailureKind, AbsenceReason>>
  >
> = {
  server: {},
  project: { noProject: 'gone' },
  repository: { noProject: 'gone', noRepository: 'gone' },
  content: {
    noProject: 'gone',
    noRepository: 'gone',
    noPath: 'noFile',
    noBranch: 'noBranch',
    empty: 'empty',
  },
};

/**
 * What a request was about: all there is, a project or the list of its
 * repositories, a repository by itself, or what a repository holds.
 */
export type Subject = keyof typeof ABSENCES;

/**
 * Maps a failed request to what it says of its subject.
 *
 * @remarks
 * Absent is what the server says for certain, as far as it goes with the
 * subject; a 204 says something of the content of a repository alone.
 * Everything else from the server or the way to it is
 * unknown. An error that is not about the request is a bug of ours and is
 * thrown.
 */
export function toAnswer(
  error: unknown,
  { about }: { about: Subject },
): AbsentOrUnknown {
  if (!(error instanceof RequestError)) {
    throw error;
  }
  const reason = ABSENCES[about][toFailureKind(error)];
  return reason
    ? { outcome: 'absent', reason }
    : { outcome: 'unknown', cause: error };
}

/** Whether it is what a repository holds that leaves it out, and no filter or name. */
export function isOfContent(reason: AbsenceReason): boolean {
  return reason !== 'gone' && Object.values(ABSENCES.content).includes(reason);
}

/**
 * Turns an answer into unknown that calls gone what the server has shown a
 * moment ago: it may have been renamed as well as deleted, and then nobody has
 * seen yet what it has become.
 */
export function toUnknownIfGone<TAnswer extends RepositoryAnswer>(
  answer: TAnswer,
  name: RepositoryName,
) {
  return answer.outcome === 'absent' && answer.reason === 'gone'
    ? { outcome: 'unknown' as const, cause: new VanishedError(name) }
    : answer;
}

/**
 * The server showed something that it did not know a moment later. It may
 * have been deleted, or renamed, and then nobody has seen its new name yet.
 */
export class VanishedError extends Error {
  override readonly name = 'VanishedError';

  constructor({ projectKey, repoSlug }: RepositoryName) {
    super(
      `${projectKey}/${repoSlug} was deleted or renamed while it was looked at`,
    );
  }
}
