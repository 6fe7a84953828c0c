/**
 * Installs this package into a backend of the newest Backstage release there
 * is, sees that both share their packages, and has it discover
 * ({@link checkDiscovery}). It fails once a release is out that the ranges in
 * package.json do not take in.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { dependencies, name } from '../package.json';
import { backendPackages } from './backendPackages';
import { checkDiscovery } from './checkDiscovery';
import { checkTypes } from './checkTypes';
import { installBackend } from './installBackend';
import { packTarball } from './packTarball';
import { fact, heading } from './print';
import { runCheck } from './runCheck';

/** The folder of each package that another one loads, by name. */
function findCopies(
  folder: string,
  { names }: { names: readonly string[] },
): Map<string, string> {
  const root = fs.realpathSync(folder);
  const { resolve } = createRequire(path.join(root, 'package.json'));
  const copies = names.flatMap((each): [string, string][] => {
    try {
      return [[each, path.dirname(resolve(`${each}/package.json`))]];
    } catch {
      return [];
    }
  });
  return new Map(copies);
}

function readVersion(folder: string): string {
  const manifest = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Services with a default factory, and classes, are others in a second copy. */
function assertShared({ folder }: { folder: string }): void {
  const at = (each: string) => path.join(folder, 'node_modules', each);
  const names = Object.keys(dependencies).filter(each =>
    each.startsWith('@backstage/'),
  );
  const own = findCopies(at(name), { names });
  const ofCatalog = findCopies(at('@backstage/plugin-catalog-backend'), {
    names,
  });
  const second = [...ofCatalog]
    .map(([each, theirs]) => ({ each, theirs, ours: own.get(each) }))
    .filter(({ theirs, ours }) => theirs !== ours);
  if (second.length > 0) {
    throw new Error(
      [
        'The module has copies of its own, since a range in package.json does not take in what the catalog has:',
        ...second.map(
          ({ each, theirs, ours }) =>
            `${each} ${ours ? readVersion(ours) : 'missing'}, and the catalog ${readVersion(theirs)}`,
        ),
      ].join('\n'),
    );
  }
  const versions = [...backendPackages, ...ofCatalog.keys()].map(
    each => `${each} ${readVersion(ofCatalog.get(each) ?? at(each))}`,
  );
  fact(`the module shares with the catalog: ${versions.join(', ')}`);
}

async function checkNewestBackstage({ temp }: { temp: string }): Promise<void> {
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

void runCheck(checkNewestBackstage, {
  passed: 'The newest Backstage release starts with this module and discovers',
});
