import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { replaceFigures } from './document/replaceFigures';
import { toMarkdown } from './document/toMarkdown';
import { mergeResults } from './mergeResults';
import { toPlot } from './plot/toPlot';
import type { Results } from './types';

const root = path.dirname(__dirname);

/**
 * Where results end up, from the root of the project.
 */
export const resultFiles = {
  json: path.join(root, 'bench/results.json'),
  plot: path.join(root, 'docs/performance.svg'),
  document: path.join(root, 'docs/performance.md'),
};

/**
 * Writes the results as JSON, as plot and into the document, in place of the
 * former ones of the same cases.
 */
export function writeResults(now: Results): void {
  const { json, plot, document } = resultFiles;
  const before = JSON.parse(readFileSync(json, 'utf8')) as Results[];
  const results = mergeResults(before, now);
  // What the catalog held is checked, and too long to keep.
  writeFileSync(
    json,
    `${JSON.stringify(results, (key, value) => (key === 'targets' ? undefined : value), 1)}\n`,
  );
  writeFileSync(plot, toPlot(results));
  writeFileSync(
    document,
    replaceFigures(readFileSync(document, 'utf8'), {
      figures: toMarkdown(results),
    }),
  );
}
