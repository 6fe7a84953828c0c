import { readDocument } from './readDocument';

const headings = readDocument('docs/decisions.md').match(/^## .*$/gm) ?? [];

describe('docs/decisions.md', () => {
  it('numbers its decisions from 1 on, each number once', () => {
    expect(headings).not.toEqual([]);
    expect(headings.map(heading => /^## (\d+)\. \S/.exec(heading)?.[1])).toEqual(
      headings.map((_, index) => String(index + 1)),
    );
  });
});
