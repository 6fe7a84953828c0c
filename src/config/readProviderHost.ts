import { InputError } from '@backstage/errors';
import { assertHost } from './assertHost';
import { ConfigSection } from './ConfigSection';

/**
 * Reads a provider's `host`, upper or lower case; left out, it is that of the
 * one integration there is.
 *
 * @internal
 */
export function readProviderHost(
  provider: ConfigSection,
  options: { integrationHosts: readonly string[] },
): string {
  const { integrationHosts } = options;
  const key = provider.keyOf('host');
  const configured = provider.readString('host');
  const there = integrationHosts.join(', ') || 'none';

  if (configured === undefined) {
    const [only, ...others] = integrationHosts;
    if (only === undefined || others.length > 0) {
      throw new InputError(
        `${key} is missing, and can only be filled in where integrations.bitbucketServer has exactly one host (there: ${there}); name a host, and add it there if need be`,
      );
    }
    return only;
  }

  const host = configured.toLowerCase();
  assertHost(host, { key });
  if (!integrationHosts.includes(host)) {
    throw new InputError(
      `${key} is '${configured}', and integrations.bitbucketServer has no such host (there: ${there}); add it there, or name one of those`,
    );
  }
  return host;
}
