const fs = require('node:fs');
const path = require('node:path');
const { fact } = require('./print');
const { run } = require('./processes');
const { name } = require('../package.json');

/** Runs the package's own command in the folder that it is installed in. */
async function checkPreview({ folder, target }) {
  // Into a file, since npx has its say on the other stream.
  const command = `npx --no-install ${name} preview --config app-config.yaml --json`;
  await run('sh', ['-c', `${command} >preview.json`], { cwd: folder });
  const { providers } = JSON.parse(
    fs.readFileSync(path.join(folder, 'preview.json'), 'utf8'),
  );
  const targets = providers.flatMap(({ repositories }) =>
    repositories.flatMap(({ files }) => files.map(file => file.target)),
  );
  if (targets.join() !== target) {
    throw new Error(`The preview finds [${targets}], not ${target}`);
  }
  fact(`${command} finds ${target}`);
}

module.exports = { checkPreview };
