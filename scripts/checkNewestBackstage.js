/**
 * Installs this package into a backend of the newest Backstage release there
 * is, sees that both share their packages, starts it, and waits until it has
 * found a catalog file on a stand-in Bitbucket Server, and lost it again. It
 * fails once a release is out that the ranges in package.json do not take in.
 */
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { backendPackages } = require('./backendPackages');
const { checkDiscovery } = require('./checkDiscovery');
const { checkTypes } = require('./checkTypes');
const { installBackend } = require('./installBackend');
const { packTarball } = require('./packTarball');
const { fact, heading } = require('./print');
const { runCheck } = require('./runCheck');
const { name, dependencies } = require('../package.json');

/** The folder of each package that another one loads, by name. */
function findCopies(folder, { names }) {
  const root = fs.realpathSync(folder);
  const { resolve } = createRequire(path.join(root, 'package.json'));
  const copies = names.flatMap(each => {
    try {
      return [[each, path.dirname(resolve(`${each}/package.json`))]];
    } catch {
      return [];
    }
  });
  return new Map(copies);
}

function readVersion(folder) {
  const manifest = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
  return JSON.parse(manifest).version;
}

/** Services with a default factory, and classes, are others in a second copy. */
function assertShared({ folder }) {
  const at = each => path.join(folder, 'node_modules', each);
  const names = Object.keys(dependencies).filter(each =>
    each.startsWith('@backstage/'),
  );
  const own = findCopies(at(name), { names });
  const ofCatalog = findCopies(at('@backstage/plugin-catalog-backend'), {
    names,
  });
  const second = names.filter(
    each => ofCatalog.has(each) && ofCatalog.get(each) !== own.get(each),
  );
  if (second.length > 0) {
    throw new Error(
      [
        'The module has copies of its own, since a range in package.json does not take in what the catalog has:',
        ...second.map(
          each =>
            `${each} ${readVersion(own.get(each))}, and the catalog ${readVersion(ofCatalog.get(each))}`,
        ),
      ].join('\n'),
    );
  }
  const versions = [...backendPackages, ...ofCatalog.keys()].map(
    each => `${each} ${readVersion(ofCatalog.get(each) ?? at(each))}`,
  );
  fact(`the module shares with the catalog: ${versions.join(', ')}`);
}

async function checkNewestBackstage({ temp }) {
  heading('Pack');
  const tarball = await packTarball({ into: temp });

  heading('Install the tarball into a backend of the newest Backstage');
  const folder = path.join(temp, 'backend');
  await installBackend({
    folder,
    tarball,
    dependencies: Object.fromEntries(
      backendPackages.map(each => [each, 'latest']),
    ),
  });
  assertShared({ folder });
  await checkTypes({ folder });

  heading('Start the backend with plain node');
  await checkDiscovery({ folder });
}

runCheck(checkNewestBackstage, {
  passed: 'The newest Backstage release starts with this module and discovers',
});
