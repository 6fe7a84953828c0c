import { existsSync } from 'node:fs';
import path from 'node:path';

/** As Debian, other distributions and Google name it. */
const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/**
 * Finds a Chromium on the PATH; undefined where this machine has none.
 */
export function findChromium(options: {
  env: NodeJS.ProcessEnv;
}): string | undefined {
  const folders = (options.env.PATH ?? '').split(path.delimiter);
  return folders
    .filter(Boolean)
    .flatMap(folder => PROGRAMS.map(program => path.join(folder, program)))
    .find(existsSync);
}
