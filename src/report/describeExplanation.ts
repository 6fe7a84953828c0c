import { describeCutFiles, toShortRef } from './describeAnswer';
import { Explanation } from './explainAnswer';

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
