import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCommand } from './rig/startCommand';
import {
  startStandInProcess,
  type StandInProcess,
} from './standin/startStandInProcess';

const token = 'token-5b1f9c02';
const adminToken = 'admin-5b1f9c02';
const secret = 'secret-5b1f9c02';

const appConfig = `
integrations:
  bitbucketServer:
    - host: \${BITBUCKET_HOST}
      apiBaseUrl: http://\${BITBUCKET_HOST}/rest/api/1.0
      token: \${BITBUCKET_TOKEN}
events:
  modules:
    bitbucketServer:
      webhookSecret: \${BITBUCKET_WEBHOOK_SECRET}
catalog:
  providers:
    bitbucketServer:
      host: \${BITBUCKET_HOST}
`;

describe('the webhooks command as a process', () => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'webhooks-app-'));
  let standIn: StandInProcess;

  const run = (args: string[], env: Record<string, string> = {}) =>
    startCommand(
      ['webhooks', '--url', 'https://backstage.example.com', ...args],
      {
        cwd,
        env: {
          BITBUCKET_HOST: new URL(standIn.url).host,
          BITBUCKET_TOKEN: token,
          BITBUCKET_WEBHOOK_SECRET: secret,
          ...env,
        },
      },
    ).ended;
  const asAdmin = { BITBUCKET_ADMIN_TOKEN: adminToken };

  beforeAll(async () => {
    writeFileSync(path.join(cwd, 'app-config.yaml'), appConfig);
    standIn = await startStandInProcess({
      folders: path.join(__dirname, 'repositories'),
      credentials: { token },
      administrator: { token: adminToken, projects: ['ORG', 'PLAT'] },
      strictPageSize: 2,
    });
  });

  afterAll(async () => {
    await standIn?.stop();
    rmSync(cwd, { recursive: true });
  });

  it('looks, makes what it may make, names the rest, and keeps every secret', async () => {
    const looked = await run([], asAdmin);
    expect(looked.stdout).toMatch(/^ORG +missing/m);
    expect(looked.stdout).toMatch(/^RIDE +failed +GET .* answered 401/m);
    expect(looked.code).toBe(1);
    expect(await standIn.projectWebhooks('ORG')).toEqual([]);

    const applied = await run(['--apply'], asAdmin);
    expect(applied.stdout).toMatch(/^ORG +made/m);
    expect(applied.stdout).toMatch(/^PLAT +made/m);
    expect(applied.stdout).toMatch(/^RIDE +failed/m);
    expect(applied.stderr).toBe('');
    expect(applied.code).toBe(1);
    expect(await standIn.projectWebhooks('ORG')).toMatchObject([
      {
        url: 'https://backstage.example.com/api/events/http/bitbucketServer',
        events: ['repo:refs_changed', 'repo:modified', 'project:modified'],
        active: true,
        secret,
      },
    ]);

    const again = await run(['--apply', '--json'], asAdmin);
    const [host] = JSON.parse(again.stdout).hosts;
    expect(host.webhooks).toMatchObject([
      { projectKey: 'ORG', result: 'ok', done: [] },
      { projectKey: 'PLAT', result: 'ok', done: [] },
      { projectKey: 'RIDE', result: 'failed' },
    ]);
    const { requests, unknownRequests } = await standIn.requests();
    expect(unknownRequests).toEqual([]);
    expect(requests.filter(({ method }) => method !== 'GET')).toHaveLength(2);
    for (const { stdout, stderr } of [looked, applied, again]) {
      for (const hidden of [token, adminToken, secret]) {
        expect(`${stdout}${stderr}`).not.toContain(hidden);
      }
    }
  });

  it('ends with 2 without the token of an administrator', async () => {
    const { code, stdout, stderr } = await run([]);
    expect(stderr).toContain('BITBUCKET_ADMIN_TOKEN is not set');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
