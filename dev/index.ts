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
  toWebhookUrl,
} from './toDemoConfig';
import { toWebhookCommand } from './toWebhookCommand';
import { waitForDiscovery } from './waitForDiscovery';

/** Shorter than the longest directory, so that its list crosses a page. */
const PAGE_SIZE = 5;

/**
 * Starts a stand-in beside this process, with credentials that nobody else
 * knows. It sends a webhook when a file in its folders changes.
 */
async function startStandIn(
  folders: string,
  { webhookUrl }: { webhookUrl: string },
) {
  const token = randomBytes(24).toString('hex');
  const webhookSecret = randomBytes(24).toString('hex');
  const { url, restApi } = await startStandInProcess({
    folders,
    credentials: { token },
    strictPageSize: PAGE_SIZE,
    webhook: { url: webhookUrl, secret: webhookSecret },
  });
  const server = { host: new URL(url).host, apiBaseUrl: restApi, token };
  return { server, catalog: toStandInCatalog({ url }), webhookSecret };
}

/** What can be tried beside the stand-in. */
function describeWebhooks(options: {
  folders: string;
  webhookUrl: string;
  secret: string;
}): string[] {
  const { folders, webhookUrl: url, secret } = options;
  const repository = { projectKey: 'RIDE', repoSlug: 'rider-app' };
  return [
    `Edit a file in ${folders}: a webhook tells of it within a second.`,
    'To send one by hand:',
    toWebhookCommand({ url, secret, ...repository }),
    '',
  ];
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
  const webhookUrl = toWebhookUrl({ port });
  const accessToken = server && randomBytes(24).toString('hex');
  const setUp = server
    ? { server, catalog: toRealServerCatalog(server) }
    : await startStandIn(folders, { webhookUrl });
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
    ...('webhookSecret' in setUp
      ? describeWebhooks({ folders, webhookUrl, secret: setUp.webhookSecret })
      : []),
    'Ctrl-C ends everything.',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
