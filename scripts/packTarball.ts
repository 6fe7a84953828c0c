import fs from 'node:fs';
import path from 'node:path';
import { run } from './processes';

const root = path.resolve(__dirname, '..');

/** Packs this package into a folder, and gives the path of the tarball. */
export async function packTarball({ into }: { into: string }): Promise<string> {
  try {
    await run(['npm', 'pack', '--pack-destination', into], { cwd: root });
  } finally {
    // A pack that did not end leaves the published manifest in the source.
    if (fs.existsSync(path.join(root, 'package.json-prepack'))) {
      await run(['npm', 'run', 'postpack'], { cwd: root });
    }
  }
  const tarball = fs.readdirSync(into).find(file => file.endsWith('.tgz'));
  return path.join(into, tarball!);
}
