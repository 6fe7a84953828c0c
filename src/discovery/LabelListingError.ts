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
  switch (cause.status) {
    case 400:
      return 'Check its spelling in the settings of a repository that has it';
    case 401:
    case 403:
      return 'Labels can be read by a signed-in user alone: check the credentials of the integration';
    case 404:
      return 'A server before Bitbucket 5.13 knows no labels: leave filters.labels out';
    default:
      return 'The next run asks again';
  }
}
