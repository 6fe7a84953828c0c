import { ProviderConfig } from './readProviderConfig';

/** The name by which the catalog knows a provider, and its location key. */
export function toProviderName({ id }: Pick<ProviderConfig, 'id'>): string {
  return `bitbucketServer-provider:${id}`;
}
