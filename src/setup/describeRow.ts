import {
  type FailureKind,
  RequestError,
  toAdvisedMessage,
  toFailureKind,
} from '../bitbucket';
import { WEBHOOK_SECRET_KEY } from '../config';
import { Deed, Deliveries, Fault, Judgement, SetupRow } from './types';

const HOUR_MS = 60 * 60_000;

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

/** Says in lines what was found of a webhook, what was done, and what is left to do. */
export function describeRow(row: SetupRow): string[] {
  const { found, done, deliveries } = row;
  const isRead = found?.webhook !== undefined;
  return [
    ...(isRead ? found.faults.map(fault => FAULTS[fault](found)) : []),
    ...(found ? describeDuplicates(found) : []),
    ...(isRead ? describeObstacle(found, row) : []),
    ...(isRead ? [describeDeliveries(deliveries)] : []),
    ...done.map(describeDeed),
    describeRowError(row) ?? '',
  ].filter(Boolean);
}

const FAULTS: Readonly<Record<Fault, (found: Judgement) => string>> = {
  missing: () => 'there is none',
  inactive: () => 'it is switched off',
  events: ({ missingEvents }) => `it lacks ${missingEvents.join(', ')}`,
  secret: () => `its secret is not the first of ${WEBHOOK_SECRET_KEY}`,
  tls: () => 'it does not verify the certificate',
};

function describeDuplicates({ webhook, duplicates }: Judgement): string[] {
  const ids = duplicates.map(({ id }) => id).join(', ');
  return ids === ''
    ? []
    : [
        `webhook ${webhook?.id} counts, and ${ids} have the same address; --prune removes them`,
      ];
}

/** Why something stays as it is although it was to be written. */
function describeObstacle(
  { webhook, faults, isSecretHidden }: Judgement,
  { done }: SetupRow,
): string[] {
  if (webhook?.hasCredentials && faults.length > 0) {
    return [
      'it has a user name and a password, which would be lost: mend it in Bitbucket',
    ];
  }
  return isSecretHidden && done.length === 0
    ? ['its secret cannot be compared: the server shows none']
    : [];
}

/** Says how the deliveries of a webhook fare, by the server's own count. */
function describeDeliveries(deliveries: Deliveries | undefined): string {
  if (!deliveries) {
    return 'the server does not tell of its deliveries';
  }
  const { verdict, successes, failures, windowMs, lastFailure } = deliveries;
  if (verdict === 'none') {
    return 'nothing was delivered yet';
  }
  const total = successes + failures;
  const hours = Math.round((windowMs ?? 0) / HOUR_MS);
  const span = hours > 0 ? ` in ${hours} h` : '';
  const counts = `${successes} of ${total} deliveries got through${span}`;
  const result = lastFailure?.result ? ` (${lastFailure.result})` : '';
  return verdict === 'failing'
    ? `the last delivery failed${result}; ${counts}`
    : counts;
}

function describeDeed(deed: Deed): string {
  switch (deed.what) {
    case 'make':
      return `made: webhook ${deed.id}`;
    case 'mend':
      return `mended: webhook ${deed.id}`;
    case 'rewrite':
      return `the secret was written again to webhook ${deed.id}`;
    default:
      return `removed: webhook ${deed.id}`;
  }
}

function adviseRights({ scope }: SetupRow): string {
  return scope.repoSlug === undefined
    ? 'give the account of BITBUCKET_ADMIN_TOKEN the permission to administer the project'
    : 'give the account of BITBUCKET_ADMIN_TOKEN the permission to administer the repository';
}

/** Says why a row could not be read or written, and what to do; undefined if it could. */
export function describeRowError(row: SetupRow): string | undefined {
  const { error } = row;
  if (!error) {
    return undefined;
  }
  if (!(error instanceof RequestError)) {
    return 'interrupted before all of it was done; run the command again, which looks first';
  }
  const kind = toFailureKind(error);
  const isLost =
    error.method !== 'GET' && ['timeout', 'unreachable'].includes(kind);
  const advice = isLost
    ? 'whether it was written is not known; run the command again, which looks first'
    : ADVICE[kind]?.(row);
  return advice ? `${error.message}; ${advice}` : toAdvisedMessage(error);
}
