import type { Scope } from './types';

/**
 * The name under which the catalog knows a provider.
 */
export function toProviderName({ id }: Pick<Scope, 'id'>): string {
  return `bitbucketServer-provider:${id}`;
}
