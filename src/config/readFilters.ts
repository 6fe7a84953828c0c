import { InputError } from '@backstage/errors';
import { ConfigSection } from './ConfigSection';
import { ProviderFilters } from './types';

/**
 * Reads a provider's `filters`: `projectKey` and `repoSlug` (unanchored,
 * case-sensitive regular expressions, all by default) and `skipArchivedRepos`
 * (false).
 *
 * @internal
 */
export function readFilters(provider: ConfigSection): ProviderFilters {
  const filters = provider.readSection('filters');
  return {
    projectKey: filters && readPattern(filters, 'projectKey'),
    repoSlug: filters && readPattern(filters, 'repoSlug'),
    skipArchivedRepos: filters?.readBoolean('skipArchivedRepos') ?? false,
  };
}

function readPattern(
  filters: ConfigSection,
  name: 'projectKey' | 'repoSlug',
): RegExp | undefined {
  const value = filters.readString(name);
  if (value === undefined) {
    return undefined;
  }
  try {
    return new RegExp(value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(
      `${filters.keyOf(name)} is '${value}', which is not a regular expression: ${reason}`,
      error,
    );
  }
}
