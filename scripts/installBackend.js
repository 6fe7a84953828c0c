const fs = require('node:fs');
const path = require('node:path');
const { run } = require('./processes');
const { name } = require('../package.json');

const sqlite = 'better-sqlite3';
const compiled = path.resolve(__dirname, '..', 'node_modules', sqlite);

/** Installs the tarball and these dependencies into a new, empty folder. */
async function installBackend({ folder, tarball, dependencies }) {
  // The native module takes a minute to compile and is not what is checked:
  // no install script runs, and the same version is taken over as compiled.
  const { version } = require(path.join(compiled, 'package.json'));

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
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
  });
  const binary = path.join('build', 'Release', 'better_sqlite3.node');
  fs.cpSync(
    path.join(compiled, binary),
    path.join(folder, 'node_modules', sqlite, binary),
  );
}

module.exports = { installBackend };
