import { BitbucketServerResponseError, RequestError } from '../bitbucket';

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
      `${key} names the label '${label}', and which repositories have it could not be read: ${cause.message}. Nothing was changed. ${toAdvice(cause)}`,
      { cause },
    );
  }
}

function toAdvice(cause: RequestError): string {
  if (!(cause instanceof BitbucketServerResponseError)) {
    return 'The next run asks again';
  }
  if (cause.exceptionName === 'NoSuchLabelException') {
    return 'Check its spelling in the settings of a repository that has it; a label that no repository has is one that the server does not know';
  }
  return cause.status === 404
    ? 'A server before Bitbucket 5.13 knows no labels: leave filters.labels out'
    : 'Check its spelling in the settings of a repository that has it; if that is right, the next run asks again';
}
