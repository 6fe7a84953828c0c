import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pollUntil } from './pollUntil';
import { startCommand } from './rig/startCommand';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';

const token = 'token-5b1f9c02';
const PROBE = '/application-properties';

const appConfig = `
integrations:
  bitbucketServer:
    - $include: integration.yaml
catalog:
  providers:
    bitbucketServer:
      host: \${PREVIEW_HOST}
      filters: { skipArchivedRepos: true }
`;

const integration = `
host: \${PREVIEW_HOST}
apiBaseUrl: http://\${PREVIEW_HOST}/rest/api/1.0
token: \${PREVIEW_TOKEN}
`;

describe('the preview as a process', () => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'preview-app-'));
  let standIn: StandInProcess;

  const start = (...args: string[]) =>
    startCommand(['preview', ...args], {
      cwd,
      env: { PREVIEW_HOST: new URL(standIn.url).host, PREVIEW_TOKEN: token },
    });

  beforeAll(async () => {
    writeFileSync(path.join(cwd, 'app-config.yaml'), appConfig);
    writeFileSync(path.join(cwd, 'integration.yaml'), integration);
    standIn = await startStandInProcess({
      folders: path.join(__dirname, 'repositories'),
      credentials: { token },
    });
  });

  afterEach(() => standIn.setFaults({}));

  afterAll(async () => {
    await standIn?.stop();
    rmSync(cwd, { recursive: true });
  });

  it('reads the configuration of the folder, and ends with 0', async () => {
    const { code, stdout, stderr } = await start().ended;

    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ORG\/people +in +catalog-info.yaml on main$/m);
    expect(stdout).toMatch(/^PLAT\/dock-firmware +out +archived/m);
    expect(stdout).toContain('default: 8 repositories in 3 projects');
    expect(stdout).not.toContain(token);
    expect(code).toBe(0);
  });

  it('lets a later file win, and writes JSON', async () => {
    writeFileSync(
      path.join(cwd, 'more.yaml'),
      'catalog: { providers: { bitbucketServer: { catalogPath: /docs/handbook.yaml } } }',
    );
    const { code, stdout } = await start(
      ...['--config', 'app-config.yaml', '--config', 'more.yaml', '--json'],
    ).ended;

    const [provider] = JSON.parse(stdout).providers;
    expect(provider.counts).toMatchObject({ repositories: 8, files: 1 });
    expect(code).toBe(0);
  });

  it('ends with 1 where the server refuses, and with 2 for a file that is not there', async () => {
    await standIn.setFaults({
      rules: [{ match: '', respond: { status: 401 } }],
    });
    const refused = await start().ended;
    expect(refused.stderr).toContain('the sweep failed');
    expect(refused.stderr).not.toContain(token);
    expect(refused.code).toBe(1);

    const missing = await start('--config', 'missing.yaml').ended;
    expect(missing.stderr).toContain('missing.yaml" does not exist');
    expect(missing.code).toBe(2);
  });

  it('draws the page, and ends as ever, where nobody reads any longer', async () => {
    await standIn.setFaults({
      rules: [{ match: '/projects/ORG/repos', respond: { status: 401 } }],
    });
    const page = path.join(cwd, 'report.html');
    const { child, ended } = start('--html', page);
    child.stdout?.destroy();
    child.stderr?.destroy();
    const { code } = await ended;
    expect(readFileSync(page, 'utf8')).toContain('dock-firmware');
    expect(code).toBe(1);
  });

  it('ends with 130 at Ctrl-C in the middle of a sweep', async () => {
    await standIn.setFaults({
      rules: [{ match: '/browse', respond: { holdUntilReleased: 'later' } }],
    });
    const { child, ended } = start();
    await pollUntil('the sweep waits for an answer', {
      ask: async () =>
        (await standIn.stats()).inFlight > 0 ? true : undefined,
    });
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;

    expect({ code, stdout, stderr }).toEqual({
      code: 130,
      stdout: '',
      stderr: 'Interrupted\n',
    });
    await standIn.release('later');
  });

  it('ends at Ctrl-C also while it is found out whether the server is down', async () => {
    const failing = await startStandInProcess({
      generate: { projects: 30, repositoriesPerProject: 1 },
      faults: {
        rules: [
          { match: '/repos', respond: { status: 500 } },
          { match: PROBE, respond: { holdUntilReleased: 'never' } },
        ],
      },
    });
    writeFileSync(
      path.join(cwd, 'failing.yaml'),
      JSON.stringify({
        integrations: {
          bitbucketServer: [
            {
              host: new URL(failing.url).host,
              apiBaseUrl: failing.restApi,
              timeout: { minutes: 10 },
              retry: { maxRetries: 0 },
            },
          ],
        },
        catalog: { providers: { bitbucketServer: { main: {} } } },
      }),
    );
    const { child, ended } = start('--config', 'failing.yaml');
    await pollUntil('the server is probed', {
      ask: async () => {
        const { requests } = await failing.requests();
        return requests.find(({ path: asked }) => asked.includes(PROBE));
      },
    });
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    await failing.stop();
  });
});
