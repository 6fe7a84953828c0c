import { readFileSync } from 'node:fs';

import { benchCases } from './cases';
import { summaryFigures } from './document/summaryFigures';
import { toCompleteTables } from './document/toCompleteTables';
import { toSummary } from './document/toSummary';
import { toPlot } from './plot/toPlot';
import type { Results } from './types';
import { resultFiles } from './writeResults';

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

describe('the written results', () => {
  const results = JSON.parse(read(resultFiles.json)) as Results[];

  it('hold every case once', () => {
    const written = results.flatMap(({ cases }) => cases);
    const titles = written.map(({ title }) => title);
    expect(titles.sort()).toEqual(benchCases.map(({ title }) => title).sort());
  });

  it('all stand in bench/results.md', () => {
    expect(read(resultFiles.tables)).toContain(
      `\n\n${toCompleteTables(results)}\n\n`,
    );
  });

  it('are summed up in docs/performance.md', () => {
    expect(read(resultFiles.summary)).toContain(
      `\n\n${toSummary(results, { figures: summaryFigures })}\n\n`,
    );
  });

  it('are what the plot shows', () => {
    expect(read(resultFiles.plot)).toBe(toPlot(results));
  });
});
