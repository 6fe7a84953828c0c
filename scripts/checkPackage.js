/**
 * Packs this package, installs the tarball into an otherwise empty Backstage
 * backend in a temporary folder, and waits until that backend has found a
 * catalog file on a stand-in Bitbucket Server, and lost it again. Takes about
 * two minutes, most of them `npm install`; leaves nothing behind.
 */
const fs = require('node:fs');
const path = require('node:path');
const { backendPackages } = require('./backendPackages');
const { checkDiscovery } = require('./checkDiscovery');
const { checkTarball } = require('./checkTarball');
const { checkTypes } = require('./checkTypes');
const { entryPoints } = require('./entryPoints');
const { installBackend } = require('./installBackend');
const { packTarball } = require('./packTarball');
const { fact, heading } = require('./print');
const { run } = require('./processes');
const { runCheck } = require('./runCheck');
const { name, devDependencies } = require('../package.json');

async function checkLoading({ folder }) {
  const names = entryPoints().map(entryPoint => entryPoint.name);
  const lines = names
    .map(entryPoint => entryPoint.replace('.', name))
    .flatMap(specifier => [
      `require('${specifier}');`,
      `import('${specifier}').catch(e => { console.error(e); process.exit(1) });`,
    ]);
  fs.writeFileSync(path.join(folder, 'load.js'), lines.join('\n'));
  const output = await run(process.execPath, ['load.js'], { cwd: folder });
  if (/warning/i.test(output)) {
    throw new Error(`Loading the package warns:\n${output}`);
  }
  fact(`${names.join(', ')} load by require and by import`);
}

async function checkPackage({ temp }) {
  heading('Pack');
  const tarball = await packTarball({ into: temp });
  await run('tar', ['-xzf', tarball], { cwd: temp });
  checkTarball(path.join(temp, 'package'));

  heading('Install the tarball into an empty backend');
  const folder = path.join(temp, 'backend');
  const dependencies = Object.fromEntries(
    backendPackages.map(each => [each, devDependencies[each]]),
  );
  await installBackend({ folder, tarball, dependencies });
  await checkLoading({ folder });
  await checkTypes({ folder });

  heading('Start the backend with plain node');
  await checkDiscovery({ folder });
}

runCheck(checkPackage, { passed: `${name}: the package is fit to publish` });
