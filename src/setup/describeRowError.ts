import { toAdvisedMessage, toFailureKind, type FailureKind } from '../bitbucket';
import { SetupRow } from './types';

/** What those failures ask for that an administrator's token can meet with. */
const ADVICE: Partial<Record<FailureKind, (row: SetupRow) => string>> = {
  unauthorized: adviseRights,
  forbidden: adviseRights,
  noEndpoint: ({ scope }) =>
    scope.repoSlug === undefined
      ? 'webhooks of projects came with Bitbucket 8.9; add --repositories, or update the server'
      : 'look whether the server has webhooks at all; they came with Bitbucket 5.4',
  badCredentials: () =>
    'give BITBUCKET_ADMIN_TOKEN a token that has not expired or been revoked',
  captcha: () =>
    'sign in to the web pages of the server with the account of BITBUCKET_ADMIN_TOKEN and solve the captcha',
  badRequest: () => 'look at what the server says of the webhook',
};

function adviseRights({ scope }: SetupRow): string {
  return scope.repoSlug === undefined
    ? 'give the account of BITBUCKET_ADMIN_TOKEN the permission to administer the project'
    : 'give the account of BITBUCKET_ADMIN_TOKEN the permission to administer the repository';
}

/**
 * Says why a project or a repository could not be looked at or written, and
 * what to do; undefined where it could.
 */
export function describeRowError(row: SetupRow): string | undefined {
  const { error } = row;
  if (!error) {
    return undefined;
  }
  const kind = toFailureKind(error);
  const isLost =
    error.method !== 'GET' && ['timeout', 'unreachable'].includes(kind);
  const advice = isLost
    ? 'whether it was written is not known; run the command again, which looks first'
    : ADVICE[kind]?.(row);
  return advice ? `${error.message}; ${advice}` : toAdvisedMessage(error);
}
