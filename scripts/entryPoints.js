const { exports: packageExports } = require('../package.json');

/** The entry points of the package that are TypeScript, from package.json. */
function entryPoints() {
  return Object.entries(packageExports)
    .filter(([, source]) => source.endsWith('.ts'))
    .map(([name, source]) => ({ name, source }));
}

module.exports = { entryPoints };
