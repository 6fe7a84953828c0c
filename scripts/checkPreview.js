const fs = require('node:fs');
const path = require('node:path');
const { fact } = require('./print');
const { run } = require('./processes');
const { name } = require('../package.json');

/** Runs the package's own command in the folder that it is installed in. */
async function checkPreview({ folder, target }) {
  // Into a file, since npx has its say on the other stream.
  const command = `npx --no-install ${name} preview --config app-config.yaml --json --html preview.html`;
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
  const html = fs.readFileSync(path.join(folder, 'preview.html'), 'utf8');
  if (!html.includes(target) || !html.includes('main();')) {
    throw new Error(`The picture of the preview lacks ${target}, or its script`);
  }
  fact(`${command} finds and draws ${target}`);
}

module.exports = { checkPreview };
