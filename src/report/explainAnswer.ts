import { RepositoryName } from '../bitbucket';
import { ProviderConfig } from '../config';
import { AbsenceReason, isOfContent } from '../discovery';
import { describeAnswer, describeCutFiles, toShortRef } from './describeAnswer';
import {
  countFilesLeftOut,
  ReportedAnswer,
  ResultWord,
  toResultWord,
} from './ReportedAnswer';

export interface ExplainedFile {
  readonly path: string;
  /** In full, such as `refs/heads/main`; undefined where the server names none. */
  readonly ref?: string;
  readonly target: string;
}

export interface Explanation extends RepositoryName {
  readonly result: ResultWord;
  /** Where it is out. */
  readonly reason?: AbsenceReason;
  /** Why it is out, or nobody knows; undefined where it is in. */
  readonly explanation?: string;
  /** Where the files were looked for; undefined where nobody had to look. */
  readonly search?: string;
  readonly files: readonly ExplainedFile[];
  /** How many more it has than may be taken in. */
  readonly filesLeftOut: number;
  /** Where the file is missing, and somebody has asked: what is called most alike. */
  readonly nearestFiles: readonly string[];
}

/** Explains an answer in the same words to the preview and to the backend. */
export function explainAnswer(
  answer: ReportedAnswer,
  options: {
    name: RepositoryName;
    config: ProviderConfig;
    files: readonly ExplainedFile[];
    nearestFiles?: readonly string[];
    /** Whether the content was asked for before the answer stayed unknown. */
    hasLookedInside?: boolean;
  },
): Explanation {
  const { name, config, files, nearestFiles = [] } = options;
  const { projectKey, repoSlug } = name;
  return {
    projectKey,
    repoSlug,
    result: toResultWord(answer),
    reason: answer.outcome === 'absent' ? answer.reason : undefined,
    explanation: describeAnswer(answer, {
      config,
      toKey: option => `${config.key}.${option}`,
    }),
    search: isByContent(answer, options) ? describeSearch(config) : undefined,
    files,
    filesLeftOut: countFilesLeftOut(answer),
    nearestFiles,
  };
}

function isByContent(
  answer: ReportedAnswer,
  { hasLookedInside = false }: { hasLookedInside?: boolean },
): boolean {
  switch (answer.outcome) {
    case 'present':
      return true;
    case 'absent':
      return isOfContent(answer.reason);
    default:
      return hasLookedInside;
  }
}

/** Says where in a repository catalog files are looked for, or that nobody looks. */
function describeSearch(config: ProviderConfig): string {
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

/** Says in lines what becomes of a repository: the answer, and what is beneath it. */
export function describeExplanation(
  explained: Explanation,
  options: {
    /** What else is to be said of its files. */
    remarks: readonly string[];
  },
): string[] {
  const { projectKey, repoSlug, result, explanation } = explained;
  const { files, filesLeftOut, search, nearestFiles } = explained;
  const first = `${projectKey}/${repoSlug} is ${result}`;
  const cut = describeCutFiles(explained, {
    outcome: 'present',
    files,
    ...(filesLeftOut > 0 && { cutFrom: files.length + filesLeftOut }),
  });
  return [
    explanation === undefined ? first : `${first}: ${explanation}`,
    ...files.flatMap(({ path, ref, target }) => [
      `  ${path}${ref === undefined ? '' : ` on ${toShortRef({ ref })}`}`,
      `    ${target}`,
    ]),
    ...[
      ...(cut ? [cut] : []),
      ...options.remarks,
      ...(search ? [search] : []),
      ...(nearestFiles.length > 0
        ? [`There is ${nearestFiles.join(', ')}, which is not looked for.`]
        : []),
    ].map(line => `  ${line}`),
  ];
}
