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
  const results = JSON.parse(read(resultFiles.json)) as Results;

  // A case that is new has no figures before the next whole run.
  it('hold no case that there is not, in the order they are run in', () => {
    const written = results.cases.map(({ title }) => title);
    expect(written).toEqual(
      benchCases
        .map(({ title }) => title)
        .filter(title => written.includes(title)),
    );
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
