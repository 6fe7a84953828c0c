import { resolve } from 'node:path';

/** Where the README is. */
export const root = resolve(__dirname, '..', '..');
