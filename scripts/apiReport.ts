/**
 * Writes report.api.md, and one report-<entry>.api.md for each further entry
 * point of the package. With --check (or CI=true) nothing is written, and a
 * difference ends in exit code 1. Needs fresh types: `npx tsc`.
 */
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
} from '@microsoft/api-extractor';
import fs from 'node:fs';
import path from 'node:path';
import { entryPoints, type EntryPoint } from './entryPoints';

const root = path.resolve(__dirname, '..');
const check = process.argv.includes('--check') || process.env.CI === 'true';

/** Every message is an error: nothing is written into the report instead. */
const everyMessage = {
  default: { logLevel: ExtractorLogLevel.Error, addToApiReportFile: false },
};

function reportOf({ name, source }: EntryPoint) {
  const types = source.replace(/\.ts$/, '.d.ts');
  const suffix = name === '.' ? '' : `-${name.slice('./'.length)}`;
  const reportFileName = `report${suffix}.api.md`;
  const mainEntryPointFilePath = path.join(root, 'dist-types', types);
  if (!fs.existsSync(mainEntryPointFilePath)) {
    throw new Error(`No dist-types/${types}: run \`npx tsc\` first`);
  }

  const config = ExtractorConfig.prepare({
    packageJsonFullPath: path.join(root, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath,
      newlineKind: 'lf',
      compiler: { tsconfigFilePath: path.join(root, 'tsconfig.json') },
      apiReport: {
        enabled: true,
        reportFileName,
        reportFolder: root,
        reportTempFolder: path.join(root, 'dist-types', 'api-report'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: everyMessage,
        extractorMessageReporting: {
          ...everyMessage,
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: everyMessage,
      },
    },
  });

  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: !check,
    messageCallback: message => {
      // Whether a report changed is said below, once.
      message.handled = message.category === 'console';
    },
  });
  return { reportFileName, changed: apiReportChanged, errorCount };
}

const reports = entryPoints().map(reportOf);
let failed = false;

for (const { reportFileName, changed, errorCount } of reports) {
  if (errorCount > 0) {
    console.error(`${reportFileName}: ${errorCount} error(s), see above`);
    failed = true;
  } else if (changed && check) {
    console.error(
      `${reportFileName} does not match the code: run ` +
        '`npm run api-report`, read the difference and commit it',
    );
    failed = true;
  } else {
    console.log(`${reportFileName}: ${changed ? 'updated' : 'up to date'}`);
  }
}

const known = new Set(reports.map(({ reportFileName }) => reportFileName));
for (const file of fs.readdirSync(root)) {
  if (/^report.*\.api\.md$/.test(file) && !known.has(file)) {
    console.error(`${file} belongs to no entry point: delete it`);
    failed = true;
  }
}

process.exitCode = failed ? 1 : 0;
