import type { Results } from '../types';
import type { FigureName } from './summaryFigures';
import { toMarkdownTable } from './toMarkdownTable';

const head = ['case', 'figure', 'this module', 'upstream'];

/**
 * Writes some figures of all as one table, in the order they are named in.
 */
export function toSummary(
  runs: readonly Results[],
  options: { figures: readonly FigureName[] },
): string {
  const { figures } = options;
  const cases = new Map(
    runs.flatMap(run => run.cases.map(each => [each.name, each] as const)),
  );
  const rows = figures.map(({ name, figure }, index) => {
    const result = cases.get(name);
    const check = result?.checks.find(each => each.figure === figure);
    if (result === undefined || check === undefined) {
      throw new Error(`The results lack "${figure}" of the case ${name}`);
    }
    const title = figures[index - 1]?.name === name ? '' : result.title;
    return [title, figure, check.ours, check.upstream ?? ''];
  });
  return toMarkdownTable(head, rows);
}
