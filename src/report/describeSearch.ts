import { ProviderConfig } from '../config';
import { toShortRef } from './toShortRef';

/**
 * Says where in a repository a provider looks for catalog files, or that it
 * does not look.
 */
export function describeSearch(config: ProviderConfig): string {
  const { catalogPath, refs, validateLocationsExist } = config;
  const files = catalogPath.configured.join(', ');
  const branches = refs.map(toShortRef).join(', or without that on ');
  return validateLocationsExist
    ? `Looked for ${files} in ${describePlaces(catalogPath.search)}, on ${branches}.`
    : `Took ${files} on ${branches} to be there without looking, since validateLocationsExist is false.`;
}

function describePlaces(search: ProviderConfig['catalogPath']['search']) {
  return search.type === 'tree'
    ? `the list of all files below ${search.directory || 'the root'}`
    : search.directories
        .map(({ directory }) => directory || 'the root')
        .join(', ');
}
