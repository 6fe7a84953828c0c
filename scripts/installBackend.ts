import fs from 'node:fs';
import path from 'node:path';
import { name } from '../package.json';
import { run } from './processes';

const sqlite = 'better-sqlite3';
const compiled = path.resolve(__dirname, '..', 'node_modules', sqlite);

/** Installs the tarball and these dependencies into a new, empty folder. */
export async function installBackend(options: {
  folder: string;
  tarball: string;
  dependencies: Readonly<Record<string, string>>;
}): Promise<void> {
  const { folder, tarball, dependencies } = options;
  // The native module takes a minute to compile and is not what is checked:
  // no install script runs, and the same version is taken over as compiled.
  const { version } = JSON.parse(
    fs.readFileSync(path.join(compiled, 'package.json'), 'utf8'),
  ) as { version: string };

  fs.mkdirSync(folder);
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({
      name: 'backend',
      private: true,
      dependencies: {
        ...dependencies,
        [sqlite]: version,
        [name]: `file:${tarball}`,
      },
    }),
  );
  await run(
    ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: folder },
  );
  const binary = path.join('build', 'Release', 'better_sqlite3.node');
  fs.cpSync(
    path.join(compiled, binary),
    path.join(folder, 'node_modules', sqlite, binary),
  );
}
