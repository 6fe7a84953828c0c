import assert from 'node:assert';
import fs from 'node:fs';
import path from 'node:path';
import * as source from '../package.json';
import { entryPoints } from './entryPoints';

const migrations = fs.readdirSync(path.join(__dirname, '../migrations'));
const page = fs
  .readdirSync(path.join(__dirname, '../page'))
  .filter(name => /\.(js|css|html)$/.test(name));

/** The published `package.json`, as far as it is looked at. */
interface Manifest {
  name: string;
  main: string;
  types: string;
  type?: string;
  bin: Record<string, string>;
  engines?: unknown;
  configSchema: string;
  exports: Record<string, Record<'require' | 'types' | 'default', string>>;
  backstage: {
    role: string;
    pluginId: string;
    pluginPackage: string;
    features?: Record<string, string>;
  };
}

/** An unpacked tarball. */
interface Tarball {
  folder: string;
  files: string[];
  manifest: Manifest & Record<string, unknown>;
}

function listFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) =>
      path.relative(folder, path.join(parentPath, name)),
    );
}

/** The facts that a published package of ours has to show. */
const facts: Record<string, (tarball: Tarball) => void> = {
  'the files are dist, the migrations, the page, the schema and the papers': ({ files }) => {
    const allowed =
      /^(dist|bin|docs|migrations|page)\/|^(package\.json|README\.md|CHANGELOG\.md|SECURITY\.md|LICENSE|config\.schema\.json)$/;
    assert.deepStrictEqual(
      files.filter(file => !allowed.test(file)),
      [],
    );
    for (const file of [
      ...['package.json', 'README.md', 'LICENSE'],
      ...migrations.map(name => `migrations/${name}`),
      ...page.map(name => `page/${name}`),
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
  },

  'all that a page of it shows or links to is in it': ({ folder, files }) => {
    const linked = files
      .filter(file => file.endsWith('.md'))
      .flatMap(file =>
        [
          ...fs
            .readFileSync(path.join(folder, file), 'utf8')
            .matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g),
        ]
          .map(([, link, image]) => (link ?? image ?? '').split('#')[0] ?? '')
          .filter(target => target !== '' && !/^[a-z]+:/.test(target))
          .map(target => path.join(path.dirname(file), target)),
      );
    assert.notDeepStrictEqual(linked, []);
    assert.deepStrictEqual(
      linked.filter(target => !files.includes(target)),
      [],
    );
  },

  'no source and no test is in it': ({ files }) => {
    const unwanted = /(^|\/)(src|dev|bench)\/|\.test\.|(?<!\.d)\.ts$/;
    assert.deepStrictEqual(
      files.filter(file => unwanted.test(file)),
      [],
    );
  },

  'no path of the machine that built it is in it': ({ folder, files }) => {
    const root = path.resolve(__dirname, '..');
    assert.deepStrictEqual(
      files.filter(file =>
        fs.readFileSync(path.join(folder, file), 'utf8').includes(root),
      ),
      [],
    );
  },

  'name, version and dependencies are those of the source': ({ manifest }) => {
    for (const field of ['name', 'version', 'dependencies'] as const) {
      assert.deepStrictEqual(manifest[field], source[field]);
    }
  },

  'the manifest says what the module belongs to': ({ manifest }) => {
    const { role, pluginId, pluginPackage } = manifest.backstage;
    assert.deepStrictEqual(
      { role, pluginId, pluginPackage },
      {
        role: 'backend-plugin-module',
        pluginId: 'catalog',
        pluginPackage: '@backstage/plugin-catalog-backend',
      },
    );
  },

  'the main entry point is announced as a backend feature': ({ manifest }) => {
    assert.strictEqual(
      manifest.backstage.features?.['.'],
      '@backstage/BackendFeature',
    );
  },

  'the configuration schema is JSON and lies where it is said to': ({
    folder,
    manifest,
  }) => {
    assert.strictEqual(manifest.configSchema, 'config.schema.json');
    const schema = JSON.parse(
      fs.readFileSync(path.join(folder, manifest.configSchema), 'utf8'),
    );
    assert.ok(JSON.stringify(schema).includes('bitbucketServer'));
  },

  'main is CommonJS and has types': ({ manifest, files }) => {
    assert.strictEqual(manifest.main, 'dist/index.cjs.js');
    assert.strictEqual(manifest.types, 'dist/index.d.ts');
    assert.notStrictEqual(manifest.type, 'module');
    assert.ok(files.includes(manifest.main) && files.includes(manifest.types));
  },

  'every entry point is CommonJS and has types': ({ manifest, files }) => {
    const names = entryPoints().map(({ name }) => name);
    assert.deepStrictEqual(
      Object.keys(manifest.exports),
      [...names, './package.json'],
    );
    for (const name of names) {
      const { require: code, types, default: fallback } =
        manifest.exports[name]!;
      assert.strictEqual(code, fallback);
      assert.match(code, /^\.\/dist\/.*\.cjs\.js$/);
      assert.match(types, /^\.\/dist\/.*\.d\.ts$/);
      for (const file of [code, types]) {
        assert.ok(files.includes(file.slice('./'.length)), `${file} is missing`);
      }
    }
  },

  'every command is a script of bin/ that can be run': ({ folder, manifest }) => {
    assert.deepStrictEqual(Object.keys(manifest.bin), [manifest.name]);
    for (const file of Object.values(manifest.bin)) {
      assert.match(file, /^bin\//);
      const script = fs.readFileSync(path.join(folder, file), 'utf8');
      assert.match(script, /^#!\/usr\/bin\/env node\n/);
    }
  },

  'it refuses no version of Node': ({ manifest }) => {
    assert.strictEqual(manifest.engines, undefined);
  },
};

/**
 * Checks an unpacked tarball: prints one line a fact, and throws when one does
 * not hold.
 */
export function checkTarball(folder: string): void {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as Tarball['manifest'];
  const files = listFiles(folder);
  const broken: string[] = [];
  for (const [fact, check] of Object.entries(facts)) {
    try {
      check({ folder, files, manifest });
      console.log(`  ok    ${fact}`);
    } catch (error) {
      console.log(`  FAIL  ${fact}\n${(error as Error).message}`);
      broken.push(fact);
    }
  }
  if (broken.length > 0) {
    throw new Error(`${broken.length} fact(s) about the tarball do not hold`);
  }
}
