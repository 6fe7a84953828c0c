import { BitbucketServerApi } from '../bitbucket';
import { ProviderConfig } from '../config';

/**
 * Whether a host, as an address names it, is the one that a provider discovers
 * on. The port of an address of ssh is not that of the web pages.
 */
export function isOfHost(
  named: string,
  { host, config }: {
    host: { api: Pick<BitbucketServerApi, 'isOwnHost'> };
    config: Pick<ProviderConfig, 'host'>;
  },
): boolean {
  return host.api.isOwnHost(named) || toName(config.host) === toName(named);
}

/** Without its port, which is not all that follows a colon in one of IPv6. */
function toName(host: string): string {
  const url = `https://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : host.toLowerCase();
}
