import { toFailureAdvice } from './toFailureAdvice';
import { toFailureKind } from './toFailureKind';

/**
 * The server does not accept the credentials of a host, or lets them do
 * nothing, so that nothing it says can be relied on.
 *
 * @remarks
 * No {@link RequestError}: it is not about the one request by which it
 * showed, and stands for no answer.
 */
export class BadCredentialsError extends Error {
  override readonly name = 'BadCredentialsError';

  constructor(options: { host: string; credentials: string; cause: Error }) {
    const { host, credentials, cause } = options;
    const verb =
      toFailureKind(cause) === 'forbidden' ? 'refuses' : 'does not accept';
    super(
      `The server ${verb} the ${credentials} of integrations.bitbucketServer for ${host}: ${cause.message}; ${toFailureAdvice(cause).advice}`,
      { cause },
    );
  }
}
