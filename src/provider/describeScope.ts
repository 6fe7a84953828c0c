import { NameFilter, ProviderConfig } from '../config';
import { CatalogRef } from '../paths';

/**
 * Says in words what a provider is configured to discover: which files on
 * which branch of which projects.
 */
export function describeScope(config: ProviderConfig): string {
  const { catalogPath, refs, filters, host } = config;
  const files = `${catalogPath.configured.join(', ')}${toBranches(refs)}`;
  return `${files} in ${toProjects(filters.projectKey)} of ${host}`;
}

/**
 * Says in words what of these projects is left out or added, a phrase each.
 */
export function describeLimits(config: ProviderConfig): string[] {
  const { filters, validateLocationsExist } = config;
  return [
    ...(filters.includePersonalRepos ? ['personal ones too'] : []),
    ...toNames('repositories', filters.repoSlug),
    ...(filters.skipArchivedRepos ? ['without archived repositories'] : []),
    ...(filters.allowForks ? [] : ['without forks']),
    ...(filters.visibility ? [`only ${toList(filters.visibility)} ones`] : []),
    ...toLabels(filters.labels),
    ...(validateLocationsExist ? [] : ['without looking for the file']),
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
    ? `projects matching ${toPatterns(include)}`
    : 'all projects';
  return exclude.length > 0
    ? `${taken} but those matching ${toPatterns(exclude)}`
    : taken;
}

function toNames(noun: string, { include, exclude }: NameFilter): string[] {
  return [
    ...(include ? [`only ${noun} matching ${toPatterns(include)}`] : []),
    ...(exclude.length > 0 ? [`no ${noun} matching ${toPatterns(exclude)}`] : []),
  ];
}

function toLabels(labels: ProviderConfig['filters']['labels']): string[] {
  const { include, exclude } = labels;
  return [
    ...(include ? [`only those with the label ${toList(include)}`] : []),
    ...(exclude.length > 0 ? [`none with the label ${toList(exclude)}`] : []),
  ];
}

function toPatterns(patterns: readonly RegExp[]): string {
  return toList(patterns.map(({ source }) => source));
}

function toList(values: readonly string[]): string {
  return values.join(' or ');
}
