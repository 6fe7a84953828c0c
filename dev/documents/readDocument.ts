import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root';

/** Reads a document by its path from the root on. */
export function readDocument(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}
