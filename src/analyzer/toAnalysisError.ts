import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { BadCredentialsError, BitbucketServerResponseError } from '../bitbucket';
import { RepositoryAnswer } from '../discovery';
import { RepositoryAddress } from './parseRepositoryAddress';

/**
 * Gives the error that an answer of discovery is to whoever asked about an
 * address; undefined where it says for certain which files there are, all of them.
 *
 * @internal
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
  const status =
    cause instanceof BitbucketServerResponseError ? cause.status : undefined;
  if (
    status === 401 ||
    status === 403 ||
    cause instanceof BadCredentialsError
  ) {
    return 'give the account in integrations.bitbucketServer read permission, and check that its credentials are still good';
  }
  const server =
    'check that the server answers from here at the apiBaseUrl of its integration';
  return status !== undefined && isAboutRequest(status)
    ? `look at the address, and ${server}`
    : `try again, and if this lasts, ${server}`;
}

/** Whether the server refuses this very request, and would do so again. */
function isAboutRequest(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429;
}
