import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { RepositoryAddress, toFailureAdvice } from '../bitbucket';
import { RepositoryAnswer } from '../discovery';

/**
 * Gives the error that an answer of discovery is to whoever asked about an
 * address; undefined where it says for certain which files there are, all of them.
 */
export function toAnalysisError(
  answer: RepositoryAnswer,
  { address, host }: { address: RepositoryAddress; host: string },
): Error | undefined {
  const { projectKey, repoSlug, ref } = address;
  const repository = `${projectKey}/${repoSlug}`;
  if (answer.outcome === 'unknown') {
    return new ServiceUnavailableError(
      `Whether ${repository} on ${host} has catalog files could not be found out; ${toAdvice(answer.cause)}`,
      answer.cause,
    );
  }
  if (answer.outcome === 'present') {
    return answer.cutFrom === undefined
      ? undefined
      : new InputError(
          `${repository} has ${answer.cutFrom} catalog files, and ${answer.files.length} is the most; give the address of a directory`,
        );
  }
  switch (answer.reason) {
    case 'gone':
      return new NotFoundError(
        `${host} has no repository ${repository}, or shows it to no one but its members; look at the address, and at the permissions of the account in integrations.bitbucketServer`,
      );
    case 'noBranch':
      return new NotFoundError(
        `${repository} on ${host} has no ${
          ref === undefined ? 'default branch' : `branch, tag or commit '${ref}'`
        }; look at the address`,
      );
    default:
      return undefined;
  }
}

function toAdvice(cause: Error): string {
  const { mayPass, advice } = toFailureAdvice(cause);
  const steps = [
    mayPass && 'try again',
    advice && (mayPass ? `if this lasts, ${advice}` : advice),
  ];
  return steps.filter(Boolean).join(', and ');
}
