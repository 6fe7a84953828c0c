import { NameFilter, ProviderConfig } from '../config';
import { describePatterns, FILTER_REASONS, getFilter } from '../discovery';
import { CatalogRef } from '../paths';

/** Says what a provider is to discover: which files on which branch of which projects. */
export function describeScope(config: ProviderConfig): string {
  const { catalogPath, refs, filters, host } = config;
  const files = `${catalogPath.configured.join(', ')}${toBranches(refs)}`;
  return `${files} in ${toProjects(filters.projectKey)} of ${host}`;
}

/** Says in words what of these projects is left out or added, a phrase each. */
export function describeLimits(config: ProviderConfig): string[] {
  return [
    ...FILTER_REASONS.flatMap(
      reason => getFilter(reason).limit?.(config.filters) ?? [],
    ),
    ...(config.validateLocationsExist ? [] : ['without looking for the file']),
  ];
}

function toBranches(refs: readonly CatalogRef[]): string {
  const names = refs.map(({ ref }) =>
    ref === undefined ? 'the default branch' : ref.replace('refs/heads/', ''),
  );
  return refs.some(({ ref }) => ref !== undefined)
    ? ` on ${names.join(', else on ')}`
    : '';
}

function toProjects({ include, exclude }: NameFilter): string {
  const taken = include
    ? `projects matching ${describePatterns(include)}`
    : 'all projects';
  return exclude.length > 0
    ? `${taken} but those matching ${describePatterns(exclude)}`
    : taken;
}
