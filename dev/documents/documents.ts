import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root';

const paths = [
  ...['README.md', 'SECURITY.md', 'CHANGELOG.md', 'bench/results.md'].map(
    name => join(root, name),
  ),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join(root, 'docs', name)),
];

/** The pages at the top, those of docs/ and the benchmark's, each with its path from the root on. */
export const documents = paths.map(path => ({
  path,
  name: relative(root, path),
  text: readFileSync(path, 'utf8'),
}));
