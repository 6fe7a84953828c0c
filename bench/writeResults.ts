import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { replaceFigures } from './document/replaceFigures';
import { toMarkdown } from './document/toMarkdown';
import { toPlot } from './plot/toPlot';
import type { Results } from './types';

const root = path.dirname(__dirname);

/**
 * Where the results of a whole run end up, from the root of the project.
 */
export const resultFiles = {
  json: path.join(root, 'bench/results.json'),
  plot: path.join(root, 'docs/performance.svg'),
  document: path.join(root, 'docs/performance.md'),
};

/**
 * Writes the results as JSON, as plot and into the document.
 */
export function writeResults(results: Results): void {
  const { json, plot, document } = resultFiles;
  writeFileSync(json, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(plot, toPlot(results));
  writeFileSync(
    document,
    replaceFigures(readFileSync(document, 'utf8'), {
      figures: toMarkdown(results),
    }),
  );
}
