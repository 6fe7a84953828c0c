import { describeExplanation, Explanation } from '../report';
import { FileReport, ProviderReport } from './types';

/**
 * Says in words what a provider knows of a repository: as the preview does, and
 * then since when that holds.
 */
export function describeReport(
  report: Omit<ProviderReport, 'text'>,
  { explained }: { explained: Explanation },
): string {
  const { provider, files, unknown, lookedAt, nextLook } = report;
  const remarks = files.flatMap(toRemarks);
  const lines = describeExplanation(explained, { remarks });
  return [
    `${provider}: ${lines[0]}`,
    ...lines.slice(1),
    ...(unknown
      ? [`  Could not be looked at since ${unknown.since}: ${unknown.reason}`]
      : []),
    `  ${lookedAt ? `Last looked at ${lookedAt}` : 'Never looked at'}. Next: ${
      nextLook.at ?? 'at a time that nobody can tell'
    }; ${nextLook.explanation}.`,
  ].join('\n');
}

function toRemarks({ path, failures }: FileReport): string[] {
  return failures.map(
    ({ entityRef, reason, remedy }) =>
      `${path} fails in the catalog (${entityRef}): ${reason}${
        remedy ? `; ${remedy}` : ''
      }`,
  );
}
