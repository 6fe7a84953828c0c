import {
  describeWayOut,
  FailureKind,
  RequestError,
  toFailureKind,
} from '../bitbucket';

/**
 * The list of the repositories with a label could not be read, so that nobody
 * knows which repositories are to be taken in.
 *
 * @internal
 */
export class LabelListingError extends Error {
  override readonly name = 'LabelListingError';

  constructor(options: { key: string; label: string; cause: RequestError }) {
    const { key, label, cause } = options;
    super(
      `${key} names the label '${label}', and which repositories have it could not be read: ${cause.message}. ${toAdvice(cause)}`,
      { cause },
    );
  }
}

const SIGN_IN =
  'Labels can be read by a signed-in user alone: check the credentials of the integration';

/** What is to be done where the list of a label is meant. */
const OF_LABELS: Partial<Record<FailureKind, string>> = {
  badRequest:
    'Check its spelling in the settings of a repository that has it',
  badCredentials: SIGN_IN,
  captcha: SIGN_IN,
  unauthorized: SIGN_IN,
  forbidden: SIGN_IN,
  noEndpoint:
    'A server before Bitbucket 5.13 knows no labels: leave filters.labels out',
};

function toAdvice(cause: RequestError): string {
  const ofLabels = OF_LABELS[toFailureKind(cause)];
  return ofLabels
    ? `Nothing was changed. ${ofLabels}`
    : describeWayOut(cause, {
        standing: 'Nothing was changed',
        next: 'the next run asks again',
      });
}
