import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { replaceFigures } from './document/replaceFigures';
import { summaryFigures } from './document/summaryFigures';
import { toCompleteTables } from './document/toCompleteTables';
import { toSummary } from './document/toSummary';
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
  tables: path.join(root, 'bench/results.md'),
  summary: path.join(root, 'docs/performance.md'),
};

/**
 * Writes the results as JSON, as plot, and into the document of all figures and
 * the one for users, in place of the former ones of the same cases.
 */
export function writeResults(now: Results): void {
  const { json, plot, tables, summary } = resultFiles;
  const before = JSON.parse(readFileSync(json, 'utf8')) as Results[];
  const results = mergeResults(before, now);
  // What the catalog held is checked, and too long to keep.
  writeFileSync(
    json,
    `${JSON.stringify(results, (key, value) => (key === 'targets' ? undefined : value), 1)}\n`,
  );
  writeFileSync(plot, toPlot(results));
  writeFigures(tables, toCompleteTables(results));
  writeFigures(summary, toSummary(results, { figures: summaryFigures }));
}

function writeFigures(file: string, figures: string): void {
  const document = readFileSync(file, 'utf8');
  writeFileSync(file, replaceFigures(document, { figures }));
}
