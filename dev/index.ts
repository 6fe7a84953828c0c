import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { CatalogHttpApi } from './CatalogHttpApi';
import { describeDiscovery } from './describeDiscovery';
import { endWithParent } from './endWithParent';
import { readDemoSettings } from './readDemoSettings';
import { startStandInProcess } from './standin/startStandInProcess';
import { startBackend } from './startBackend';
import { takePort } from './takePort';
import {
  LOOPBACK,
  toDemoConfig,
  toRealServerCatalog,
  toStandInCatalog,
} from './toDemoConfig';
import { waitForDiscovery } from './waitForDiscovery';

/** Shorter than the longest directory, so that its list crosses a page. */
const PAGE_SIZE = 5;

/**
 * Starts a stand-in beside this process, with credentials that nobody else
 * knows.
 */
async function startStandIn(folders: string) {
  const token = randomBytes(24).toString('hex');
  const { url, restApi } = await startStandInProcess({
    folders,
    credentials: { token },
    strictPageSize: PAGE_SIZE,
  });
  const server = { host: new URL(url).host, apiBaseUrl: restApi, token };
  return { server, catalog: toStandInCatalog({ url }) };
}

function say(...lines: string[]): void {
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

async function main(): Promise<void> {
  // To Backstage a closed pipe is one more error to log, for ever.
  process.stdout.on('error', () => process.exit(1));
  if (process.env.npm_lifecycle_event === 'start') {
    endWithParent();
  }
  const settings = readDemoSettings(process.env);
  const { server, port: wanted } = settings;
  const folders = settings.folders ?? path.join(__dirname, 'repositories');
  const port = await takePort(wanted, { host: LOOPBACK });
  const accessToken = server && randomBytes(24).toString('hex');
  const setUp = server
    ? { server, catalog: toRealServerCatalog(server) }
    : await startStandIn(folders);
  await startBackend(toDemoConfig({ ...setUp, port, accessToken }));

  const backendUrl = `http://${LOOPBACK}:${port}`;
  const catalog = new CatalogHttpApi({ backendUrl, accessToken });
  const discovery = await waitForDiscovery(catalog);
  const curl = accessToken
    ? `curl -H 'Authorization: Bearer ${accessToken}' ${catalog.url}/entities`
    : `curl ${catalog.url}/entities`;
  say(
    describeDiscovery(discovery),
    '',
    `The catalog: ${catalog.url}/entities`,
    `             ${curl}`,
    ...(server
      ? []
      : [`Edit a file in ${folders} and look again some seconds later.`]),
    'Ctrl-C ends everything.',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
