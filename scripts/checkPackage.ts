/**
 * Packs this package, installs the tarball into an otherwise empty Backstage
 * backend in a temporary folder, and has that backend discover
 * ({@link checkDiscovery}). Takes about two minutes, most of them
 * `npm install`; leaves nothing behind.
 */
import fs from 'node:fs';
import path from 'node:path';
import { devDependencies, name } from '../package.json';
import { backendPackages } from './backendPackages';
import { checkDiscovery } from './checkDiscovery';
import { checkTarball } from './checkTarball';
import { checkTypes } from './checkTypes';
import { entryPoints } from './entryPoints';
import { installBackend } from './installBackend';
import { packTarball } from './packTarball';
import { fact, heading } from './print';
import { run } from './processes';
import { runCheck } from './runCheck';

async function checkLoading({ folder }: { folder: string }): Promise<void> {
  const names = entryPoints().map(entryPoint => entryPoint.name);
  const lines = names
    .map(entryPoint => entryPoint.replace('.', name))
    .flatMap(specifier => [
      `require('${specifier}');`,
      `import('${specifier}').catch(e => { console.error(e); process.exit(1) });`,
    ]);
  fs.writeFileSync(path.join(folder, 'load.js'), lines.join('\n'));
  const output = await run([process.execPath, 'load.js'], { cwd: folder });
  if (/warning/i.test(output)) {
    throw new Error(`Loading the package warns:\n${output}`);
  }
  fact(`${names.join(', ')} load by require and by import`);
}

async function checkPackage({ temp }: { temp: string }): Promise<void> {
  heading('Pack');
  const tarball = await packTarball({ into: temp });
  await run(['tar', '-xzf', tarball], { cwd: temp });
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

void runCheck(checkPackage, { passed: `${name}: the package is fit to publish` });
