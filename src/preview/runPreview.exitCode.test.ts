import { PreviewRig } from '../../dev/rig/PreviewRig';
import { useCommandRig } from '../../dev/rig/useCommandRig';

const files = { 'catalog-info.yaml': '' };
const standIn = {
  projects: [{ key: 'PLAT' }, { key: 'ORG' }],
  repositories: [
    { project: 'PLAT', slug: 'api', files },
    { project: 'ORG', slug: 'people', files },
  ],
};

describe("runPreview's exit code", () => {
  const { server, start } = useCommandRig(PreviewRig, { standIn });

  it('is 1 after what was found where a list breaks off', async () => {
    const { exitCode, stdout, stderr } = await start({
      rules: [{ match: 'projects/ORG/repos', respond: { status: 401 } }],
    }).preview({ providers: { main: {} } });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^PLAT\/api +in +catalog-info.yaml on main$/m);
    expect(stdout).toMatch(
      /^ORG +unknown +its repositories could not be listed: GET .* answered 401$/m,
    );
    expect(stderr).toMatch(
      /^main: not everything could be seen: GET .* answered 401$/m,
    );
  });

  it('is 1 where the server does not accept the token', async () => {
    const { exitCode, stdout, stderr } = await start().preview({
      providers: { main: {} },
      integration: { token: 'expired' },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'main: the sweep failed: The server does not accept the token',
    );
    expect(stdout).toContain('0 repositories in 0 projects');
  });

  it('is 1 and names the address where the server cannot be reached', async () => {
    const { exitCode, stdout, stderr } = await start({
      rules: [{ match: '', respond: 'reset' }],
    }).preview({ providers: { main: {} }, args: ['--json'] });

    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'GET https://git.example.com/rest/api/1.0/projects?limit=1000 got no complete answer: Network error; check that the apiBaseUrl of the integration is the address of the REST API',
    );
    expect(JSON.parse(stdout).providers).toMatchObject([
      { id: 'main', status: 'failed', repositories: [] },
    ]);
  });

  it.each([
    [{ main: { catalogPath: '' } }, 'catalog.providers.bitbucketServer.main.catalogPath'],
    [{ main: { host: 'other.example.com' } }, 'other.example.com'],
    [undefined, 'catalog.providers.bitbucketServer holds no provider'],
  ])('is 2 with the error of the backend for %j', async (providers, message) => {
    const rig = start();
    const { exitCode, stdout, stderr } = await rig.preview({ providers });

    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain(' at ');
    expect(stdout).toBe('');
    expect(rig.standIn.requests).toEqual([]);
  });

  it('is 2 for an integration that cannot be used', async () => {
    const { exitCode, stderr } = await start().preview({
      providers: { main: {} },
      integration: { maxConcurrentRequests: 0 },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'integrations.bitbucketServer[0].maxConcurrentRequests',
    );
  });

  it('is 2 with the ids that there are, for a provider that is not there', async () => {
    const { exitCode, stderr } = await start().preview({
      providers: { main: {}, other: {} },
      args: ['--provider', 'mian'],
    });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      "catalog.providers.bitbucketServer has no provider 'mian' (there: main, other)\n",
    );
  });

  it('warns on stderr of a key that is not known', async () => {
    const { exitCode, stderr } = await start().preview({
      providers: { main: { catalogPaht: '/x.yaml' } },
      args: ['--json'],
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('did you mean catalogPath?');
  });

  it('is 130 once it is interrupted', async () => {
    const interruption = new AbortController();
    server.events.on('request:start', () => interruption.abort());
    const { exitCode, stdout, stderr } = await start({
      rules: [{ match: '', respond: 'hang' }],
    }).preview({ providers: { main: {} }, signal: interruption.signal });

    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 130,
      stdout: '',
      stderr: 'Interrupted\n',
    });
  });
});
