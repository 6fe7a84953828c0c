import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root';

const paths = [
  join(root, 'README.md'),
  join(root, 'SECURITY.md'),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join(root, 'docs', name)),
];

/** README.md, SECURITY.md and every page of docs/, each with its path from the root on. */
export const documents = paths.map(path => ({
  path,
  name: relative(root, path),
  text: readFileSync(path, 'utf8'),
}));
