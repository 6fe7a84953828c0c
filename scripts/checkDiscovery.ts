import type { Entity } from '@backstage/catalog-model';
import { randomUUID } from 'node:crypto';
import { CatalogHttpApi } from '../dev/CatalogHttpApi';
import { pollUntil } from '../dev/pollUntil';
import {
  startStandInProcess,
  type StandInProcess,
} from '../dev/standin/startStandInProcess';
import { takePort } from '../dev/takePort';
import { LOOPBACK, toWebhookUrl } from '../dev/toDemoConfig';
import { checkPreview } from './checkPreview';
import { fact } from './print';
import { stopAll, type StartedProcess } from './processes';
import { startBackend, type Secrets } from './startBackend';

/** A backend that has just been installed takes its time to start. */
const DISCOVERY_MS = 120_000;
/** By itself the catalog reads nothing again within an hour. */
const CHANGE_MS = 30_000;

const project = 'P00001';
const file = { slug: 'repo-00001', path: 'catalog-info.yaml' };
const component = 'p00001-repo-00001';
const componentRef = `component:default/${component}`;

/** What a check of a running backend works with. */
interface Running {
  readonly folder: string;
  readonly bitbucket: StandInProcess;
  readonly catalog: CatalogHttpApi;
  readonly webhook: { readonly url: string; readonly secret: string };
}

async function findComponent({
  catalog,
}: Running): Promise<Entity | undefined> {
  const entities = await catalog.listEntities();
  return entities.find(({ kind, metadata }) => {
    return kind === 'Component' && metadata.name === component;
  });
}

/** Changes the file as a commit does, of which nobody is told. */
async function writeTitle(
  { bitbucket }: Running,
  title: string,
): Promise<void> {
  const content = JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: component, title },
    spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
  });
  await bitbucket.writeFile(project, { ...file, content });
}

async function untilTitle(running: Running, title: string): Promise<void> {
  await pollUntil(`${componentRef} has the title "${title}"`, {
    deadlineMs: CHANGE_MS,
    ask: async () => {
      const found = await findComponent(running);
      return found?.metadata.title === title ? true : undefined;
    },
  });
}

async function checkFirstSweep(running: Running): Promise<void> {
  const { bitbucket, folder } = running;
  const found = await pollUntil(`${componentRef} is discovered`, {
    deadlineMs: DISCOVERY_MS,
    ask: () => findComponent(running),
  });
  const location = found.metadata.annotations?.['backstage.io/managed-by-location'];
  const target = `${bitbucket.url}/projects/${project}/repos/${file.slug}/browse/${file.path}`;
  if (!location?.startsWith(`url:${target}`)) {
    throw new Error(`Found at ${location}, not at url:${target}`);
  }
  fact(`the catalog holds ${componentRef} of ${location}`);
  await checkPreview({ folder, target });
}

/** Whatever the reader has kept, these have it read the file anew. */
async function checkRefresh(running: Running): Promise<void> {
  const { bitbucket, catalog } = running;
  await writeTitle(running, 'refreshed');
  await catalog.refresh(componentRef);
  await untilTitle(running, 'refreshed');
  fact('the refresh button has a changed file read anew');

  await writeTitle(running, 'registered');
  const target = `${bitbucket.url}/projects/${project}/repos/${file.slug}/browse/${file.path}`;
  const { entities } = await catalog.tryLocation(target);
  if (!entities.some(({ metadata }) => metadata.title === 'registered')) {
    throw new Error(`A location that is tried out shows ${JSON.stringify(entities)}`);
  }
  fact('a location that is tried out has a changed file read anew');
}

/** An endpoint that parses before it checks would answer 500 to what is no JSON. */
async function checkUnsigned({ webhook }: Running): Promise<void> {
  const { status } = await fetch(webhook.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-event-key': 'repo:refs_changed',
    },
    body: '['.repeat(4_000_000),
  });
  if (status !== 403) {
    throw new Error(`A webhook without a signature was answered with ${status}, not with 403`);
  }
  fact('a webhook without a signature is refused before it is parsed');
}

/** Tells of a push to the default branch, as the server does. */
async function sendPush({ bitbucket }: Running): Promise<void> {
  const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
  const { status } = await bitbucket.sendWebhook({
    eventKey: 'repo:refs_changed',
    body: {
      repository: { slug: file.slug, project: { key: project } },
      changes: [{ ref, refId: ref.id, type: 'UPDATE' }],
    },
  });
  if (status !== 202) {
    throw new Error(`A signed webhook was answered with ${status}, not with 202`);
  }
}

async function checkWebhooks(running: Running): Promise<void> {
  const { bitbucket, webhook } = running;
  await bitbucket.setWebhook(webhook);
  await writeTitle(running, 'pushed');
  await sendPush(running);
  await untilTitle(running, 'pushed');
  fact('a signed webhook of a push has the changed file read anew');

  await bitbucket.removeFile(project, file);
  await sendPush(running);
  await pollUntil(`${componentRef} is gone`, {
    deadlineMs: CHANGE_MS,
    ask: async () => ((await findComponent(running)) ? undefined : true),
  });
  fact('a signed webhook of the removed file takes the component out');
}

async function failWhenEnded({ ended }: StartedProcess): Promise<never> {
  throw new Error(`The backend ended by itself with ${await ended}`);
}

async function explain(
  error: Error,
  options: {
    bitbucket: StandInProcess;
    backend: StartedProcess;
    secrets: Secrets;
  },
): Promise<Error> {
  const { bitbucket, backend, secrets } = options;
  const { requests } = await bitbucket.requests();
  const text = [
    error.message,
    '--- requests to the stand-in Bitbucket Server',
    ...requests.map(({ method, path }) => `${method} ${path}`),
    '--- output of the backend',
    backend.output,
  ].join('\n');
  return new Error(
    Object.values(secrets).reduce(
      (before, secret) => before.replaceAll(secret, '***'),
      text,
    ),
    { cause: error },
  );
}

/**
 * Starts the backend that is installed in a folder beside a stand-in Bitbucket
 * Server, and has it discover a catalog file, read it anew when it is asked to
 * and when a webhook tells of a change, and take it out once it is removed.
 */
export async function checkDiscovery({
  folder,
}: {
  folder: string;
}): Promise<void> {
  const secrets: Secrets = {
    bitbucket: randomUUID(),
    catalog: randomUUID(),
    webhook: randomUUID(),
  };
  const bitbucket = await startStandInProcess({
    generate: { projects: 1, repositoriesPerProject: 1 },
    credentials: { token: secrets.bitbucket },
  });
  const port = await takePort(0, { host: LOOPBACK });
  const backend = startBackend({ folder, port, bitbucket, secrets });
  const running: Running = {
    folder,
    bitbucket,
    catalog: new CatalogHttpApi({
      backendUrl: `http://${LOOPBACK}:${port}`,
      accessToken: secrets.catalog,
    }),
    webhook: { url: toWebhookUrl({ port }), secret: secrets.webhook },
  };
  const check = async () => {
    await checkFirstSweep(running);
    await checkRefresh(running);
    await checkUnsigned(running);
    await checkWebhooks(running);
  };
  try {
    await Promise.race([check(), failWhenEnded(backend)]);
    const { requests } = await bitbucket.stats();
    fact(`${requests} requests to the stand-in Bitbucket Server`);
  } catch (error) {
    throw await explain(error as Error, { bitbucket, backend, secrets });
  } finally {
    await stopAll();
    await bitbucket.stop();
  }
}
