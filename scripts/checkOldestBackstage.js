/**
 * Installs this package into a backend of the oldest Backstage release that is
 * supported, starts it, and waits until it has found a catalog file on a
 * stand-in Bitbucket Server, and lost it again. The release and the versions
 * of its packages stand in oldestBackstage.json; another such file, given as
 * an argument, tries another release.
 */
const fs = require('node:fs');
const path = require('node:path');
const { checkDiscovery } = require('./checkDiscovery');
const { checkTypes } = require('./checkTypes');
const { installBackend } = require('./installBackend');
const { packTarball } = require('./packTarball');
const { fact, heading } = require('./print');
const { runCheck } = require('./runCheck');

const table = path.resolve(
  process.argv[2] ?? path.join(__dirname, 'oldestBackstage.json'),
);
const { release, packages } = JSON.parse(fs.readFileSync(table, 'utf8'));

/**
 * A second copy would be of another release, and hide what is missing in this
 * one; so would a package that the table does not hold.
 */
function assertNoOther({ folder }) {
  const lock = path.join(folder, 'node_modules', '.package-lock.json');
  const installed = Object.entries(
    JSON.parse(fs.readFileSync(lock, 'utf8')).packages,
  )
    .map(([at, { version }]) => ({
      at,
      version,
      name: at.split('node_modules/').at(-1),
    }))
    .filter(({ name }) => name.startsWith('@backstage/'));
  const others = installed.filter(
    ({ name, version }) => packages[name] !== version,
  );
  if (others.length > 0) {
    throw new Error(
      [
        `Not of Backstage ${release}, since a range in package.json begins too late or ${table} lacks a package:`,
        ...others.map(({ at, version }) => `${at} ${version}`),
      ].join('\n'),
    );
  }
  fact(`the module shares all ${installed.length} packages of the release`);
}

async function checkOldestBackstage({ temp }) {
  heading('Pack');
  const tarball = await packTarball({ into: temp });

  heading(`Install the tarball into a backend of Backstage ${release}`);
  const folder = path.join(temp, 'backend');
  await installBackend({ folder, tarball, dependencies: packages });
  assertNoOther({ folder });
  await checkTypes({ folder });

  heading('Start the backend with plain node');
  await checkDiscovery({ folder });
}

runCheck(checkOldestBackstage, {
  passed: `Backstage ${release} starts with this module and discovers`,
});
