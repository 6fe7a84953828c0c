import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CatalogHttpApi } from './CatalogHttpApi';
import { demoEntityRefs } from './demoEntityRefs';
import { expectEntityRefs } from './expectEntityRefs';
import { pollUntil } from './pollUntil';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';
import { startScript, type StartedScript } from './startScript';

const token = 'token-77d1e0b2';
const username = 'jane.doe';
const password = 'pass word:ä+55aa';

const started: StartedScript[] = [];

function startDemo(
  env: Record<string, string>,
  options: { secrets?: string[]; inShell?: true } = {},
): StartedScript {
  const { secrets = [], inShell } = options;
  const demo = startScript('index.ts', {
    env: { BACKEND_PORT: '0', ...env },
    secrets,
    inShell,
  });
  started.push(demo);
  return demo;
}

/** Waits for the last line of the start-up, and finds the catalog in it. */
async function findCatalog(demo: StartedScript): Promise<CatalogHttpApi> {
  return pollUntil('the demonstration has started', {
    ask: async () => {
      const output = demo.output();
      const backendUrl = /The catalog: (\S+)\/api\/catalog\/entities/.exec(
        output,
      )?.[1];
      const accessToken = /Authorization: Bearer (\w+)'/.exec(output)?.[1];
      return backendUrl && output.includes('Ctrl-C ends everything.')
        ? new CatalogHttpApi({ backendUrl, accessToken })
        : undefined;
    },
  });
}

/** Where the demonstration's stand-in listens, as the catalog shows it. */
async function findStandIn(catalog: CatalogHttpApi): Promise<string> {
  const [entity] = await catalog.listEntities();
  const location = entity?.metadata.annotations?.[ANNOTATION_LOCATION] ?? '';
  return new URL(location.replace(/^url:/, '')).origin;
}

async function expectGone(url: string): Promise<void> {
  await pollUntil(`${url} no longer listens`, {
    ask: () =>
      fetch(url).then(
        () => undefined,
        () => true,
      ),
  });
}

afterAll(async () => {
  await Promise.allSettled(started.map(demo => demo.stop()));
});

describe('npm start', () => {
  const folders = mkdtempSync(path.join(tmpdir(), 'demo-'));
  const { root, folder, staticLocation } = demoEntityRefs;

  beforeAll(() => {
    cpSync(path.join(__dirname, 'repositories'), folders, { recursive: true });
  });
  afterAll(() => {
    rmSync(folders, { recursive: true });
  });

  it.concurrent('prints what was discovered, shows an edited file, and ends with its stand-in on SIGINT', async () => {
    const demo = startDemo({ DEMO_FOLDERS: folders });
    const catalog = await findCatalog(demo);
    const discovered = [...root, ...folder, ...staticLocation];
    const names = discovered.map(ref => ref.split('/')[1]);
    for (const name of names) {
      expect(demo.output()).toMatch(new RegExp(`^\\w+ +${name} `, 'm'));
    }
    await expectEntityRefs(catalog, discovered);

    const file = path.join(folders, 'RIDE/rider-app/catalog-info.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('name: rider-app', 'name: edited-app'));
    await expectEntityRefs(catalog, [
      ...discovered.filter(ref => ref !== 'component:default/rider-app'),
      'component:default/edited-app',
    ]);

    const standInUrl = await findStandIn(catalog);
    expect(await demo.stop('SIGINT')).toBe(0);
    await expectGone(standInUrl);
  });

  it.concurrent('ends when the shell is gone that npm has put before it', async () => {
    const demo = startDemo({}, { inShell: true });
    const catalog = await findCatalog(demo);
    const standInUrl = await findStandIn(catalog);
    await demo.stop();
    await expectGone(catalog.url);
    await expectGone(standInUrl);
  });

  it.concurrent('takes its stand-in along when it is killed', async () => {
    const demo = startDemo({});
    const standInUrl = await findStandIn(await findCatalog(demo));
    expect(await demo.stop('SIGKILL')).toBe('SIGKILL');
    await expectGone(standInUrl);
  });
});

describe('npm start with a real server in the environment', () => {
  let server: StandInProcess;

  beforeAll(async () => {
    server = await startStandInProcess({
      folders: path.join(__dirname, 'repositories'),
      credentials: { token, username, password },
      contextPath: '/bitbucket',
    });
  });
  afterAll(async () => {
    await server?.stop();
  });

  it.concurrent.each([
    ['token', { BITBUCKET_TOKEN: token }],
    [
      'user name and password',
      { BITBUCKET_USERNAME: username, BITBUCKET_PASSWORD: password },
    ],
  ])('discovers that server with a %s', async (_, credentials) => {
    const demo = startDemo(
      {
        BITBUCKET_HOST: new URL(server.url).host,
        BITBUCKET_API_BASE_URL: server.restApi,
        ...credentials,
      },
      { secrets: Object.values(credentials).filter(text => text !== username) },
    );
    const catalog = await findCatalog(demo);
    const { root, archived } = demoEntityRefs;
    await expectEntityRefs(catalog, [...root, ...archived]);
    const { status } = await fetch(`${catalog.url}/entities`);
    expect(status).toBe(401);
    expect(await demo.stop()).toBe(0);
  });
});

describe('npm start that cannot start', () => {
  const listeners: Server[] = [];
  afterAll(() => listeners.forEach(listener => listener.close()));

  it('says which variable is missing', async () => {
    const demo = startDemo(
      { BITBUCKET_HOST: 'git.example.com', BITBUCKET_TOKEN: token },
      { secrets: [token] },
    );
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toBe(
      'To run against a real Bitbucket Server, give BITBUCKET_API_BASE_URL, such as https://git.example.com/rest/api/1.0. To run against the stand-in, give no variable that begins with BITBUCKET_\n',
    );
  });

  it('says what is wrong with a host', async () => {
    const demo = startDemo(
      {
        BITBUCKET_HOST: 'https://git.example.com',
        BITBUCKET_API_BASE_URL: 'https://git.example.com/rest/api/1.0',
        BITBUCKET_TOKEN: token,
      },
      { secrets: [token] },
    );
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toContain('leave the scheme out');
  });

  it('says that its port is taken', async () => {
    const listener = createServer();
    listeners.push(listener);
    await new Promise<void>(resolve => {
      listener.listen(0, '127.0.0.1', resolve);
    });
    const { port } = listener.address() as AddressInfo;
    const demo = startDemo({ BACKEND_PORT: String(port) });
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toBe(
      `Port ${port} is taken. Give another one with BACKEND_PORT, such as BACKEND_PORT=7008 npm start, where 0 takes any that is free\n`,
    );
  });
});
