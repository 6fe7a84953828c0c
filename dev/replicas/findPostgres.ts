import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Where Debian puts each version, beside the PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';
const PROGRAMS = ['initdb', 'postgres', 'pg_isready'];

/**
 * Finds the folder that holds the programs of a PostgreSQL server, the newest
 * of Debian's first; undefined where this machine has none.
 */
export function findPostgres(options: {
  env: NodeJS.ProcessEnv;
  debianFolder?: string;
}): string | undefined {
  const { env, debianFolder = DEBIAN_FOLDER } = options;
  const folders = [
    ...listVersions(debianFolder).map(version =>
      path.join(debianFolder, version, 'bin'),
    ),
    ...(env.PATH ?? '').split(path.delimiter).filter(Boolean),
  ];
  return folders.find(folder =>
    PROGRAMS.every(program => existsSync(path.join(folder, program))),
  );
}

function listVersions(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder).sort((one, other) => Number(other) - Number(one))
    : [];
}
