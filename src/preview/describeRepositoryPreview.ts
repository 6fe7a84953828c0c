import { ProviderConfig } from '../config';
import { describeCutFiles } from '../report';
import { describeAnswer } from './describeAnswer';
import { toResultWord } from './toResultWord';
import { toShortRef } from './toShortRef';
import { RepositoryPreview } from './types';

/**
 * Explains one repository to people: what becomes of it and why, where it was
 * looked for, and what the server was asked.
 *
 * @internal
 */
export function describeRepositoryPreview(preview: RepositoryPreview): string {
  const { provider, row, warnings, asked } = preview;
  const { config } = provider;
  const { projectKey, repoSlug, answer, files } = row;
  const reason = describeAnswer(answer, {
    config,
    toKey: option => `${config.key}.${option}`,
  });
  const result = `${config.id}: ${projectKey}/${repoSlug} is ${toResultWord(answer)}`;
  const cut = repoSlug && describeCutFiles({ projectKey, repoSlug }, answer);
  return [
    reason === undefined ? result : `${result}: ${reason}`,
    ...files.flatMap(({ path, ref, target }) => [
      `  ${path}${ref === undefined ? '' : ` on ${toShortRef({ ref })}`}`,
      `    ${target}`,
    ]),
    ...(cut ? [`  ${cut}`] : []),
    ...warnings.map(warning => `  ${warning}`),
    ...(hasLookedInside(preview) ? [`  ${describeLook(config)}`] : []),
    '  Asked:',
    ...asked.map(({ url, status }) => `    GET ${url} answered ${status}`),
    '',
  ].join('\n');
}

function hasLookedInside({ row, asked }: RepositoryPreview): boolean {
  const { answer } = row;
  switch (answer.outcome) {
    case 'present':
      return true;
    case 'absent':
      return ['empty', 'noBranch', 'noFile'].includes(answer.reason);
    default:
      // The first one is about the repository itself.
      return asked.length > 1;
  }
}

function describeLook(config: ProviderConfig): string {
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
