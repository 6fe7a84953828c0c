const fs = require('node:fs');
const path = require('node:path');
const { entryPoints } = require('./entryPoints');
const { fact } = require('./print');
const { run } = require('./processes');
const { name } = require('../package.json');

/** Type-checks a backend that every feature of the package is added to. */
async function checkTypes({ folder }) {
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  const { features } = JSON.parse(fs.readFileSync(manifest, 'utf8')).backstage;
  const added = entryPoints()
    .map(entryPoint => [entryPoint.name, entryPoint.name.replace('.', name)])
    .map(([entryPoint, specifier]) =>
      features[entryPoint]
        ? `backend.add(import('${specifier}'));`
        : `void import('${specifier}');`,
    );
  fs.writeFileSync(
    path.join(folder, 'typed.ts'),
    [
      "import { createBackend } from '@backstage/backend-defaults';",
      'const backend = createBackend();',
      ...added,
      'void backend.start();',
    ].join('\n'),
  );
  fs.writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        lib: ['ES2022'],
        module: 'ESNext',
        moduleResolution: 'Bundler',
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: [],
      },
      files: ['typed.ts'],
    }),
  );
  await run(process.execPath, [require.resolve('typescript/bin/tsc')], {
    cwd: folder,
  });
  fact(`type-checks: ${added.join(' ')}`);
}

module.exports = { checkTypes };
