const { availableParallelism } = require('node:os');

// These packages are published as ES modules only; jest has to translate them.
const esModulesOnly = [
  '@open-draft/deferred-promise',
  'data-uri-to-buffer',
  'fetch-blob',
  'formdata-polyfill',
  'is-network-error',
  'node-fetch',
  'p-map',
  'p-queue',
  'p-retry',
  'p-timeout',
  'rettime',
  'until-async',
];

const shared = {
  testEnvironment: '<rootDir>/dev/rig/TestEnvironment.js',
  transform: {
    '\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [
    `/node_modules/(?!(?:.*/node_modules/)?(?:${esModulesOnly.join('|')})/)`,
  ],
};

/** Of tests that start processes, and wait for what comes of them. */
const withProcesses = {
  setupFilesAfterEnv: ['<rootDir>/dev/rig/allowTimeForProcesses.ts'],
};

/**
 * Unit tests lie beside the code; end-to-end tests are `dev/*.e2e.test.ts`.
 * The tests of several replicas need a PostgreSQL server, and
 * `npm run test:replicas` gives them one.
 */
module.exports = {
  // End-to-end tests wait more than they compute. `npm run test:unit` takes one a core.
  maxWorkers: 2 * availableParallelism(),
  // A machine that does other things as well is slow, and that is no failure.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      roots: ['src', 'page', 'dev', 'bench', 'soak'].map(
        name => `<rootDir>/${name}`,
      ),
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '\\.(e2e|replicas)\\.test\\.ts$',
      ],
    },
    {
      ...shared,
      ...withProcesses,
      displayName: 'e2e',
      roots: ['<rootDir>/dev'],
      testMatch: ['**/*.e2e.test.ts'],
    },
    {
      ...shared,
      ...withProcesses,
      displayName: 'replicas',
      roots: ['dev', 'src'].map(name => `<rootDir>/${name}`),
      testMatch: [
        '**/*.replicas.test.ts',
        '**/database/*.test.ts',
        '**/memory/create*.test.ts',
        '**/reads/KnownFiles.test.ts',
        '**/events/WebhookCounts.test.ts',
      ],
    },
  ],
};
