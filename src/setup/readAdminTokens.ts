import { InputError } from '@backstage/errors';
import { assertSecretText } from '../config';

const VARIABLE = 'BITBUCKET_ADMIN_TOKEN';

/**
 * Gives the token of an administrator for each host: that of the environment,
 * or what somebody answers. A token is known to one server, and no other may
 * see it. So that of the environment serves one host, and more have to be asked
 * for one by one.
 */
export async function readAdminTokens(
  hosts: readonly string[],
  options: {
    env: Readonly<Record<string, string | undefined>>;
    /** Undefined where there is nobody to be asked. */
    ask?: (question: string) => Promise<string | undefined>;
  },
): Promise<Map<string, string>> {
  const { env, ask } = options;
  const given = env[VARIABLE];
  if (given && hosts.length > 1) {
    throw new InputError(
      `${VARIABLE} is the token of one server, and there are providers of ${hosts.join(', ')}; choose one with --host`,
    );
  }
  const tokens = new Map<string, string>();
  for (const host of hosts) {
    const token =
      given || (await ask?.(`Token of an administrator of ${host}: `));
    if (!token) {
      throw new InputError(
        `${VARIABLE} is not set; give it the HTTP access token of an account that administers the projects`,
      );
    }
    assertSecretText(token, { key: VARIABLE, inHeader: true });
    tokens.set(host, token);
  }
  return tokens;
}
