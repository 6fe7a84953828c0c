import { readFileSync } from 'node:fs';

import { benchCases } from './cases';
import { toMarkdown } from './document/toMarkdown';
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

  it('stand in the document', () => {
    expect(read(resultFiles.document)).toContain(
      `\n\n${toMarkdown(results)}\n\n`,
    );
  });

  it('are what the plot shows', () => {
    expect(read(resultFiles.plot)).toBe(toPlot(results));
  });
});
