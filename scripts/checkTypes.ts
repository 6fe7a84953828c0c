import fs from 'node:fs';
import path from 'node:path';
import { name } from '../package.json';
import { entryPoints } from './entryPoints';
import { fact } from './print';
import { run } from './processes';

/** Type-checks a backend that every feature of the package is added to. */
export async function checkTypes({
  folder,
}: {
  folder: string;
}): Promise<void> {
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  const { backstage } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as {
    backstage: { features: Record<string, string> };
  };
  const added = entryPoints().map(entryPoint => {
    const specifier = entryPoint.name.replace('.', name);
    return backstage.features[entryPoint.name]
      ? `backend.add(import('${specifier}'));`
      : `void import('${specifier}');`;
  });
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
  await run([process.execPath, require.resolve('typescript/bin/tsc')], {
    cwd: folder,
  });
  fact(`type-checks: ${added.join(' ')}`);
}
