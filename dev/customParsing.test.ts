import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

describe('docs/custom-parsing.md', () => {
  it('shows the module that the end-to-end test runs, word for word', () => {
    const text = readFileSync(path.join(root, 'docs/custom-parsing.md'), 'utf8');
    const shown = [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(
      ([, code]) => code,
    );
    const run = path.join(root, 'dev/examples/ciParserModule.ts');
    expect(shown).toContain(readFileSync(run, 'utf8'));
  });
});
