/**
 * Installs this package into a backend of the oldest Backstage release that is
 * supported, and has it discover ({@link checkDiscovery}). The release and the
 * versions of its packages stand in oldestBackstage.json; another such file,
 * given as an argument, tries another release.
 */
import fs from 'node:fs';
import path from 'node:path';
import { checkDiscovery } from './checkDiscovery';
import { checkTypes } from './checkTypes';
import { installBackend } from './installBackend';
import { packTarball } from './packTarball';
import { fact, heading } from './print';
import { runCheck } from './runCheck';

const table = path.resolve(
  process.argv[2] ?? path.join(__dirname, 'oldestBackstage.json'),
);
const { release, packages } = JSON.parse(fs.readFileSync(table, 'utf8')) as {
  release: string;
  packages: Record<string, string>;
};

/**
 * A second copy would be of another release, and hide what is missing in this
 * one; so would a package that the table does not hold.
 */
function assertNoOther({ folder }: { folder: string }): void {
  const lock = path.join(folder, 'node_modules', '.package-lock.json');
  const { packages: locked } = JSON.parse(fs.readFileSync(lock, 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const installed = Object.entries(locked)
    .map(([at, { version }]) => ({
      at,
      version,
      name: at.split('node_modules/').at(-1)!,
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

async function checkOldestBackstage({ temp }: { temp: string }): Promise<void> {
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

void runCheck(checkOldestBackstage, {
  passed: `Backstage ${release} starts with this module and discovers`,
});
