/**
 * The rooms of src/ and, for each, the other rooms it may import.
 * An import never points back; .eslintrc.js turns this table into lint rules.
 */
const rooms = {
  paths: [],
  config: ['paths'],
  http: [],
  telemetry: [],
  database: [],
  bitbucket: ['telemetry', 'http', 'config'],
  discovery: ['bitbucket', 'config', 'paths'],
  reads: ['telemetry', 'database', 'bitbucket', 'config', 'paths'],
  entities: ['discovery', 'bitbucket', 'config'],
  catalog: ['entities', 'discovery', 'bitbucket', 'config'],
  fileErrors: [
    ...['telemetry', 'catalog', 'entities'],
    ...['discovery', 'bitbucket', 'config', 'paths'],
  ],
  memory: ['database', 'discovery', 'bitbucket', 'config'],
  hashes: ['database', 'bitbucket', 'config'],
  reconcile: [
    ...['memory', 'entities', 'discovery', 'bitbucket', 'database'],
    'config',
  ],
  report: ['discovery', 'bitbucket', 'config'],
  events: [
    ...['telemetry', 'reconcile', 'memory', 'catalog'],
    ...['discovery', 'bitbucket', 'database', 'config'],
  ],
  provider: [
    ...['report', 'events', 'fileErrors', 'telemetry', 'reconcile', 'hashes'],
    ...['memory', 'catalog', 'entities', 'discovery', 'bitbucket', 'database'],
    ...['config', 'paths'],
  ],
  explanation: [
    ...['provider', 'report', 'fileErrors', 'hashes', 'reconcile'],
    ...['memory', 'entities', 'discovery', 'bitbucket', 'config'],
  ],
  analyzer: ['entities', 'discovery', 'bitbucket', 'config', 'paths'],
  terminal: ['config'],
  setup: ['terminal', 'discovery', 'bitbucket', 'config'],
  picture: [],
  preview: [
    ...['setup', 'picture', 'terminal', 'report', 'entities'],
    ...['discovery', 'bitbucket', 'config'],
  ],
  webhook: ['config'],
};

const everyRoom = Object.keys(rooms);

/** The files at the top of src/: they join the rooms, no room knows them. */
const topFiles = {
  'module.ts': everyRoom,
  'features.ts': [...everyRoom, 'module.ts'],
  'alpha.ts': [...everyRoom, 'features.ts'],
  'index.ts': [...everyRoom, 'module.ts', 'features.ts'],
};

module.exports = { rooms, topFiles };
