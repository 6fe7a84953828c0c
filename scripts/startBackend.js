const fs = require('node:fs');
const path = require('node:path');
const { start } = require('./processes');
const { name } = require('../package.json');

const code = [
  "const { createBackend } = require('@backstage/backend-defaults');",
  'const backend = createBackend();',
  "backend.add(require('@backstage/plugin-catalog-backend'));",
  "backend.add(require('@backstage/plugin-events-backend'));",
  `backend.add(import('${name}'));`,
  `backend.add(import('${name}/webhook'));`,
  'backend.start();',
].join('\n');

/**
 * Starts the backend that is installed in a folder, with this module in it. It
 * sweeps once, so that whatever comes later comes from a webhook.
 */
function startBackend({ folder, port, host, secrets }) {
  const config = {
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: secrets.catalog, subject: 'check' },
          },
        ],
      },
    },
    integrations: {
      bitbucketServer: [
        {
          host,
          apiBaseUrl: `http://${host}/rest/api/1.0`,
          token: secrets.bitbucket,
        },
      ],
    },
    events: {
      modules: { bitbucketServer: { webhookSecret: secrets.webhook } },
    },
    catalog: {
      providers: {
        bitbucketServer: {
          demo: {
            host,
            schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
          },
        },
      },
    },
  };
  fs.writeFileSync(path.join(folder, 'index.js'), code);
  // JSON is YAML too.
  fs.writeFileSync(
    path.join(folder, 'app-config.yaml'),
    JSON.stringify(config),
  );
  return start(process.execPath, ['index.js'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
  });
}

module.exports = { startBackend };
