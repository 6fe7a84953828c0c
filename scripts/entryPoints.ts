import { exports as packageExports } from '../package.json';

/** An entry point of the package that is TypeScript. */
export interface EntryPoint {
  /** As `package.json` has it: `.` or `./name`. */
  readonly name: string;
  readonly source: string;
}

/** The entry points of the package that are TypeScript, from package.json. */
export function entryPoints(): EntryPoint[] {
  return Object.entries(packageExports)
    .filter(([, source]) => source.endsWith('.ts'))
    .map(([name, source]) => ({ name, source }));
}
