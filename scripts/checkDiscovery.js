const net = require('node:net');
const { createHmac, randomUUID } = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { checkPreview } = require('./checkPreview');
const { fact } = require('./print');
const { stopAll } = require('./processes');
const { startBackend } = require('./startBackend');
const { startStandInBitbucket } = require('./standInBitbucket');

const deadlineMs = 120_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The answer; its body is undefined where it is no JSON. */
async function ask(url, options) {
  const answer = await fetch(url, {
    ...options,
    signal: AbortSignal.timeout(5_000),
  });
  const body = await answer.json().catch(() => undefined);
  return { status: answer.status, body };
}

/** Asks the catalog until the answer is as wanted, and gives its body. */
async function waitForCatalog({ path, isWanted, what, backend, url, secrets }) {
  const headers = { authorization: `Bearer ${secrets.catalog}` };
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    if (backend.child.exitCode !== null || backend.child.signalCode !== null) {
      throw new Error('The backend ended by itself');
    }
    try {
      const answer = await ask(`${url}/api/catalog${path}`, { headers });
      if (isWanted(answer)) {
        return answer.body;
      }
    } catch {
      // It does not listen yet.
    }
    await sleep(500);
  }
  throw new Error(`${what} did not happen within ${deadlineMs / 1000} s`);
}

/** Posts a webhook of a push, and throws unless it is answered like that. */
async function postWebhook({ url, body, headers, wanted }) {
  const { status } = await ask(`${url}/api/events/http/bitbucketServer`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-event-key': 'repo:refs_changed',
      ...headers,
    },
    body,
  });
  if (status !== wanted) {
    throw new Error(`A webhook was answered with ${status}, not with ${wanted}`);
  }
}

/** Sends what a Bitbucket Server sends after a push to the default branch. */
async function sendPush({ url, secrets, push }) {
  const body = JSON.stringify(push);
  const signature = createHmac('sha256', secrets.webhook).update(body);
  const headers = { 'x-hub-signature': `sha256=${signature.digest('hex')}` };
  await postWebhook({ url, body, headers, wanted: 202 });
}

/** A door that parses before it checks would answer 500 to what is no JSON. */
async function checkUnsigned({ url }) {
  await postWebhook({ url, body: '['.repeat(4_000_000), wanted: 403 });
  fact('a webhook without a signature is refused before it is parsed');
}

async function checkSteps({ bitbucket, folder, ...running }) {
  const entity = '/entities/by-name/component/default/check-package';
  const { metadata } = await waitForCatalog({
    ...running,
    what: 'Discovery of the entity',
    path: entity,
    isWanted: ({ status }) => status === 200,
  });
  const location = metadata.annotations['backstage.io/managed-by-location'];
  const target = `http://${bitbucket.host}/projects/CHECK/repos/demo/browse/catalog-info.yaml`;
  const expected = `url:${target}`;
  if (!location.startsWith(expected)) {
    throw new Error(`Found at ${location}, not at ${expected}`);
  }
  fact(`the catalog holds component:default/check-package of ${location}`);
  await checkPreview({ folder, target });

  await waitForCatalog({
    ...running,
    what: 'Listing of the location',
    path: '/entities/by-query?filter=kind=location',
    isWanted: ({ body }) => body?.items?.length > 0,
  });
  await checkUnsigned(running);
  bitbucket.removeFile();
  await sendPush({ ...running, push: bitbucket.push });
  await waitForCatalog({
    ...running,
    what: 'Removal of the entity',
    path: entity,
    isWanted: ({ status }) => status === 404,
  });
  fact('a signed webhook of the removed file takes the component out');
}

/**
 * Starts the backend that is installed in a folder beside a stand-in Bitbucket
 * Server, and waits until a catalog file was discovered, and until a webhook
 * has told of its removal.
 */
async function checkDiscovery({ folder }) {
  /** Made up for this run; never printed. */
  const secrets = {
    bitbucket: randomUUID(),
    catalog: randomUUID(),
    webhook: randomUUID(),
  };
  const bitbucket = await startStandInBitbucket({ token: secrets.bitbucket });
  const { host, requests } = bitbucket;
  const port = await freePort();
  const backend = startBackend({ folder, port, host, secrets });
  const url = `http://127.0.0.1:${port}`;
  try {
    await checkSteps({ bitbucket, folder, backend, url, secrets });
    fact(`${requests.length} requests to the stand-in Bitbucket Server`);
  } catch (error) {
    const text = [
      error.message,
      '--- requests to the stand-in Bitbucket Server',
      ...requests,
      '--- output of the backend',
      backend.output,
    ].join('\n');
    throw new Error(
      Object.values(secrets).reduce(
        (before, secret) => before.replaceAll(secret, '***'),
        text,
      ),
    );
  } finally {
    await stopAll();
    await bitbucket.stop();
  }
}

module.exports = { checkDiscovery };
