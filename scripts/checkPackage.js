/**
 * Packs this package, installs the tarball into an otherwise empty Backstage
 * backend in a temporary folder, and waits until that backend has found a
 * catalog file on a stand-in Bitbucket Server. Takes about two minutes, most
 * of them `npm install`; leaves nothing behind.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const net = require('node:net');
const { randomUUID } = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { checkTarball } = require('./checkTarball');
const { run, start, stopAll } = require('./processes');
const { startStandInBitbucket } = require('./standInBitbucket');
const { name, devDependencies } = require('../package.json');

const deadlineMs = 120_000;
const root = path.resolve(__dirname, '..');
const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'check-package-'));
const backendFolder = path.join(temp, 'backend');

/** Made up for this run; never printed. */
const bitbucketToken = randomUUID();
const catalogToken = randomUUID();
const withoutSecrets = text =>
  text.replaceAll(bitbucketToken, '***').replaceAll(catalogToken, '***');

const heading = text => console.log(`\n${text}`);
const fact = text => console.log(`  ok    ${text}`);
const write = (file, text) =>
  fs.writeFileSync(path.join(backendFolder, file), text);
const writeJson = (file, value) =>
  write(file, `${JSON.stringify(value, null, 2)}\n`);

async function pack() {
  try {
    await run('npm', ['pack', '--pack-destination', temp], { cwd: root });
  } finally {
    // A pack that did not end leaves the published manifest in the source.
    if (fs.existsSync(path.join(root, 'package.json-prepack'))) {
      await run('npm', ['run', 'postpack'], { cwd: root });
    }
  }
  const tarball = fs.readdirSync(temp).find(file => file.endsWith('.tgz'));
  await run('tar', ['-xzf', tarball], { cwd: temp });
  return path.join(temp, tarball);
}

async function install(tarball) {
  const dependencies = Object.fromEntries(
    ['@backstage/backend-defaults', '@backstage/plugin-catalog-backend'].map(
      dependency => [dependency, devDependencies[dependency]],
    ),
  );
  // The native module takes a minute to compile and is not what is checked:
  // no install script runs, and the same version is taken over as compiled.
  const sqlite = 'better-sqlite3';
  const compiled = path.join(root, 'node_modules', sqlite);
  const { version } = require(path.join(compiled, 'package.json'));

  fs.mkdirSync(backendFolder);
  writeJson('package.json', {
    name: 'backend',
    private: true,
    dependencies: {
      ...dependencies,
      [sqlite]: version,
      [name]: `file:${tarball}`,
    },
  });
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: backendFolder,
  });
  fs.cpSync(
    path.join(compiled, 'build', 'Release', 'better_sqlite3.node'),
    path.join(
      backendFolder,
      'node_modules',
      sqlite,
      'build',
      'Release',
      'better_sqlite3.node',
    ),
  );
}

const specifierOf = entryPoint => name + entryPoint.slice('.'.length);

async function checkLoading(entryPoints) {
  const lines = entryPoints
    .map(specifierOf)
    .flatMap(specifier => [
      `require('${specifier}');`,
      `import('${specifier}').catch(e => { console.error(e); process.exit(1) });`,
    ]);
  write('load.js', lines.join('\n'));
  const output = await run(process.execPath, ['load.js'], {
    cwd: backendFolder,
  });
  if (/warning/i.test(output)) {
    throw new Error(`Loading the package warns:\n${output}`);
  }
  fact(`${entryPoints.join(', ')} load by require and by import`);
}

async function checkTypes({ entryPoints, features }) {
  const added = entryPoints.map(entryPoint =>
    features[entryPoint]
      ? `backend.add(import('${specifierOf(entryPoint)}'));`
      : `void import('${specifierOf(entryPoint)}');`,
  );
  write(
    'typed.ts',
    [
      "import { createBackend } from '@backstage/backend-defaults';",
      'const backend = createBackend();',
      ...added,
      'void backend.start();',
    ].join('\n'),
  );
  writeJson('tsconfig.json', {
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
  });
  await run(process.execPath, [require.resolve('typescript/bin/tsc')], {
    cwd: backendFolder,
  });
  fact(`type-checks: ${added.join(' ')}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function startBackend({ port, host }) {
  write(
    'index.js',
    [
      "const { createBackend } = require('@backstage/backend-defaults');",
      'const backend = createBackend();',
      "backend.add(require('@backstage/plugin-catalog-backend'));",
      `backend.add(import('${name}'));`,
      'backend.start();',
    ].join('\n'),
  );
  // JSON is YAML too.
  writeJson('app-config.yaml', {
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: catalogToken, subject: 'check-package' },
          },
        ],
      },
    },
    integrations: {
      bitbucketServer: [
        {
          host,
          apiBaseUrl: `http://${host}/rest/api/1.0`,
          token: bitbucketToken,
        },
      ],
    },
    catalog: {
      providers: {
        bitbucketServer: {
          demo: {
            host,
            schedule: { frequency: { minutes: 1 }, timeout: { minutes: 1 } },
          },
        },
      },
    },
  });
  return start(process.execPath, ['index.js'], {
    cwd: backendFolder,
    env: { PATH: process.env.PATH, HOME: temp },
  });
}

/** The entity, or undefined while the catalog does not answer with it. */
async function askForEntity(port) {
  const url =
    `http://127.0.0.1:${port}/api/catalog/entities/by-name` +
    '/component/default/check-package';
  try {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${catalogToken}` },
      signal: AbortSignal.timeout(5_000),
    });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

async function waitForEntity({ port, backend }) {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    if (backend.child.exitCode !== null || backend.child.signalCode !== null) {
      throw new Error('The backend ended by itself');
    }
    const entity = await askForEntity(port);
    if (entity) {
      return entity;
    }
    await sleep(500);
  }
  throw new Error(`The entity did not appear within ${deadlineMs / 1000} s`);
}

/** Runs the package's own command in the folder that it was installed into. */
async function checkPreview(target) {
  // Into a file, since npx has its say on the other stream.
  const command = `npx --no-install ${name} preview --config app-config.yaml --json`;
  await run('sh', ['-c', `${command} >preview.json`], { cwd: backendFolder });
  const { providers } = JSON.parse(
    fs.readFileSync(path.join(backendFolder, 'preview.json'), 'utf8'),
  );
  const targets = providers.flatMap(({ repositories }) =>
    repositories.flatMap(({ files }) => files.map(file => file.target)),
  );
  if (targets.join() !== target) {
    throw new Error(`The preview finds [${targets}], not ${target}`);
  }
  fact(`${command} finds ${target}`);
}

async function checkDiscovery() {
  const bitbucket = await startStandInBitbucket({ token: bitbucketToken });
  const { host, requests } = bitbucket;
  const port = await freePort();
  const backend = startBackend({ port, host });
  try {
    const entity = await waitForEntity({ port, backend });
    const location =
      entity.metadata.annotations['backstage.io/managed-by-location'];
    const target = `http://${host}/projects/CHECK/repos/demo/browse/catalog-info.yaml`;
    const expected = `url:${target}`;
    if (!location.startsWith(expected)) {
      throw new Error(`Found at ${location}, not at ${expected}`);
    }
    fact(`the catalog holds component:default/check-package of ${location}`);
    await checkPreview(target);
    fact(`${requests.length} requests to the stand-in Bitbucket Server`);
  } catch (error) {
    error.message += [
      '',
      '--- requests to the stand-in Bitbucket Server',
      ...requests,
      '--- output of the backend',
      backend.output,
    ].join('\n');
    throw error;
  } finally {
    await stopAll();
    await bitbucket.stop();
  }
}

async function checkPackage() {
  heading('Pack');
  const tarball = await pack();
  const manifest = checkTarball(path.join(temp, 'package'));
  const entryPoints = Object.keys(manifest.exports).filter(
    entryPoint => entryPoint !== './package.json',
  );

  heading('Install the tarball into an empty backend');
  await install(tarball);
  await checkLoading(entryPoints);
  await checkTypes({ entryPoints, features: manifest.backstage.features });

  heading('Start the backend with plain node');
  await checkDiscovery();
}

async function cleanUp() {
  await stopAll();
  fs.rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
}

// With its process gone, the step under way fails and everything is cleaned up.
process.once('SIGINT', stopAll);
process.once('SIGTERM', stopAll);

checkPackage()
  .then(() => console.log(`\n${name}: the package is fit to publish`))
  .catch(error => {
    console.error(withoutSecrets(`\n${error.stack}`));
    process.exitCode = 1;
  })
  .finally(cleanUp);
