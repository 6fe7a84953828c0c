import {
  AdvisedError,
  FailureAdvice,
  FailureKind,
  RequestError,
  toFailureAdvice,
  toFailureKind,
} from '../bitbucket';

/**
 * The list of the repositories with a label could not be read, so that nobody
 * knows which repositories are to be taken in.
 */
export class LabelListingError extends Error implements AdvisedError {
  override readonly name = 'LabelListingError';
  readonly failureAdvice: FailureAdvice;

  constructor(options: { key: string; label: string; cause: RequestError }) {
    const { key, label, cause } = options;
    super(
      `${key} names the label '${label}', and which repositories have it could not be read: ${cause.message}`,
      { cause },
    );
    const advice = OF_LABELS[toFailureKind(cause)];
    this.failureAdvice = advice
      ? { mayPass: false, advice }
      : toFailureAdvice(cause);
  }
}

const SIGN_IN =
  'check the credentials of the integration: labels can be read by a signed-in user alone';

/** What is to be done where the list of a label is meant. */
const OF_LABELS: Partial<Record<FailureKind, string>> = {
  badRequest:
    'check its spelling in the settings of a repository that has it',
  badCredentials: SIGN_IN,
  captcha: SIGN_IN,
  unauthorized: SIGN_IN,
  forbidden: SIGN_IN,
  noEndpoint:
    'leave filters.labels out: a server before Bitbucket 5.13 knows no labels',
};
