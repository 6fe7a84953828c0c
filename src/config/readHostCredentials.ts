import { InputError } from '@backstage/errors';
import { assertSecretText } from './assertSecretText';
import { ConfiguredIntegration } from './readIntegrations';
import { HostCredentials } from './types';

/**
 * Reads how requests to a host prove who they come from: the token if there
 * is one, else username and password together, else nothing.
 *
 * @remarks
 * A half of a pair, or a token of blanks alone, would go unnoticed until the
 * server answers less than it holds; so it is an error.
 *
 * @internal
 */
export function readHostCredentials(
  configured: ConfiguredIntegration,
): HostCredentials {
  const { token, username, password } = configured.integration;
  const { key } = configured.section;
  if (token) {
    assertSecretText(token, { key: `${key}.token`, inHeader: true });
    return { type: 'token', token };
  }
  if (username && password) {
    assertSecretText(username, {
      key: `${key}.username`,
      never: { character: ':', why: 'at which Basic authentication ends it' },
    });
    assertSecretText(password, { key: `${key}.password` });
    return { type: 'basic', username, password };
  }
  if (username || password) {
    const [there, missing] = username
      ? ['username', 'password']
      : ['password', 'username'];
    throw new InputError(
      `${key}.${missing} is missing, and ${key}.${there} is there; give both, or a token`,
    );
  }
  if (token !== undefined) {
    throw new InputError(
      `${key}.token holds nothing but blanks; give it a value, or leave the key out`,
    );
  }
  return { type: 'none' };
}
