import { RequestError } from '../http';

/**
 * The server does not accept the credentials of a host, so that nothing it
 * says can be relied on.
 *
 * @internal
 */
export class BadCredentialsError extends RequestError {
  override readonly name = 'BadCredentialsError';

  constructor(options: {
    url: string;
    host: string;
    credentials: string;
    cause: Error;
  }) {
    const { url, host, credentials, cause } = options;
    super({
      url,
      message: `The server does not accept the ${credentials} of integrations.bitbucketServer for ${host}: ${cause.message}. Check that it has not expired and may read projects and repositories`,
      cause,
    });
  }
}
