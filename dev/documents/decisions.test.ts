import { basename } from 'node:path';
import { documents } from './documents';
import { readDocument } from './readDocument';

const pages = documents
  .filter(({ name }) => /^docs\/decisions\/\d/.test(name))
  .map(({ name, text }) => ({
    file: basename(name),
    number: Number.parseInt(basename(name), 10),
    heading: text.split('\n')[0],
  }))
  .sort((one, other) => one.number - other.number);

describe('docs/decisions', () => {
  it('numbers its pages from 1 on, each number once', () => {
    expect(pages.map(({ number }) => number)).toEqual(
      pages.map((_, index) => index + 1),
    );
  });

  it.each(pages)(
    'has number and heading of $file in its list',
    ({ file, number, heading }) => {
      const row = readDocument('docs/decisions/README.md')
        .split('\n')
        .find(line => line.includes(`(${file}): `));

      expect(row).toBe(
        `- [${String(number).padStart(4, '0')}](${file}): ${heading?.replace(
          `# ${number}. `,
          '',
        )}`,
      );
    },
  );
});
