import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

const read = (path: string) => readFileSync(join(root, path), 'utf8');

const oldest: { release: string; packages: Record<string, string> } =
  JSON.parse(read('scripts/oldestBackstage.json'));

const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
  read('package.json'),
);

const ranges = Object.entries(dependencies)
  .filter(([name]) => name.startsWith('@backstage/'))
  .map(([name, range]) => ({ name, range }));

describe('the oldest Backstage release that is supported', () => {
  it('is the one that the README names and that is installed and started', () => {
    const named = [...read('README.md').matchAll(/Backstage (\S+) and newer/g)];

    expect(named.map(([, release]) => release)).toEqual([oldest.release]);
  });

  it.each(ranges)(
    'has in it the version that the range of $name begins with: $range',
    ({ name, range }) => {
      const [first] = range.split(' || ');

      expect(first).toBe(`^${oldest.packages[name]}`);
    },
  );
});
