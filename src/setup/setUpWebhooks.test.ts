import type { CommandRigOptions } from '../../dev/rig/CommandRig';
import { endpointUrl, goodWebhook, SetupRig } from '../../dev/rig/SetupRig';
import { useCommandRig } from '../../dev/rig/useCommandRig';
import { addDelivery } from '../../dev/standin/webhook/deliveryStatistics';

const url = ['--url', 'https://backstage.example.com'];
const projects = [{ key: 'ORG' }, { key: 'PLAT' }, { key: 'OLD' }];
const repositories = [
  { project: 'ORG', slug: 'people' },
  { project: 'PLAT', slug: 'api' },
  { project: 'PLAT', slug: 'web' },
  { project: 'PLAT', slug: 'attic', archived: true },
];

interface Row {
  projectKey: string;
  repoSlug: string | null;
  result: string;
}

function toResults({ stdout }: { stdout: string }): string[] {
  const { hosts } = JSON.parse(stdout) as { hosts: { webhooks: Row[] }[] };
  return hosts.flatMap(({ webhooks }) =>
    webhooks.map(({ projectKey, repoSlug, result }) =>
      [[projectKey, repoSlug].filter(Boolean).join('/'), result].join(' '),
    ),
  );
}

describe('setUpWebhooks', () => {
  const { start: startRig } = useCommandRig(SetupRig);
  let rig: SetupRig;
  const start = (options: CommandRigOptions = {}) => {
    const standIn = { projects, repositories, ...options.standIn };
    rig = startRig({ ...options, standIn });
  };
  const use = (project: string, webhook: object = {}) =>
    rig.standIn.webhooks.add({ project }, { ...goodWebhook, ...webhook });

  it('shows each project once, writes nothing, and ends with 1 where one has no webhook', async () => {
    start();
    use('ORG');
    const { exitCode, stdout, stderr } = await rig.run(url, {
      providers: {
        main: { filters: { exclude: { projectKey: '^OLD$' } } },
        other: { filters: { projectKey: '^PLAT$' } },
      },
    });

    expect(stdout).toMatch(/^git\.example\.com \(main, other\)$/m);
    expect(stdout).toMatch(/^ORG +ok +nothing was delivered yet$/m);
    expect(stdout).toMatch(/^PLAT +missing/m);
    expect(stdout).not.toContain('OLD');
    expect(stdout).toContain(
      '2 projects: 1 ok, 1 missing. Nothing was written; --apply makes and mends',
    );
    expect(stderr).toBe('');
    expect(rig.writes).toEqual([]);
    expect(exitCode).toBe(1);
  });

  it('makes with --apply what is missing, and finds all well afterwards', async () => {
    start();
    const made = await rig.run([...url, '--apply', '--json']);
    expect(toResults(made)).toEqual(['OLD made', 'ORG made', 'PLAT made']);
    expect(made.exitCode).toBe(0);
    expect(rig.webhooksOf('PLAT')).toEqual([goodWebhook]);

    const again = await rig.run([...url, '--apply', '--json']);
    expect(toResults(again)).toEqual(['OLD ok', 'ORG ok', 'PLAT ok']);
    expect(again.exitCode).toBe(0);
    expect(rig.writes).toHaveLength(3);
  });

  it('mends what is wrong, keeps name and further events, and leaves others alone', async () => {
    start({ standIn: { projects: [{ key: 'ORG' }], repositories: [] } });
    const others = { url: 'https://ci.example.com/hook', active: false };
    use('ORG', others);
    use('ORG', {
      name: 'by hand',
      url: `${endpointUrl}/`,
      active: false,
      events: ['pr:opened', 'repo:modified'],
      secret: 'an old one',
      sslVerificationRequired: false,
    });
    const before = await rig.run(url);
    expect(before.stdout).toMatch(/^ORG +wrong +it is switched off$/m);
    expect(before.stdout).toContain(
      'it lacks repo:refs_changed, project:modified',
    );
    expect(before.stdout).toContain(
      'its secret is not the first of events.modules.bitbucketServer.webhookSecret',
    );
    expect(before.stdout).toContain('it does not verify the certificate');
    expect(before.exitCode).toBe(1);

    const { exitCode, stdout } = await rig.run([...url, '--apply']);
    expect(stdout).toContain('mended: webhook 2');
    expect(exitCode).toBe(0);
    expect(rig.writes).toEqual(['PUT /rest/api/1.0/projects/ORG/webhooks/2']);
    expect(rig.webhooksOf('ORG')).toEqual([
      { ...goodWebhook, ...others },
      {
        ...goodWebhook,
        name: 'by hand',
        url: `${endpointUrl}/`,
        events: [
          ...['pr:opened', 'repo:modified'],
          ...['repo:refs_changed', 'project:modified'],
        ],
      },
    ]);
  });

  it('names duplicates, and removes them with --prune alone, on whichever page they are', async () => {
    start({ standIn: { projects: [{ key: 'ORG' }], repositories: [] } });
    use('ORG', { active: false });
    use('ORG', { url: 'https://ci.example.com/hook' });
    use('ORG');
    use('ORG');
    const applied = await rig.run([...url, '--apply']);
    expect(applied.stdout).toContain(
      'webhook 3 counts, and 4, 1 have the same address; --prune removes them',
    );
    expect(applied.exitCode).toBe(1);
    expect(rig.writes).toEqual([]);

    const pruned = await rig.run([...url, '--apply', '--prune']);
    expect(pruned.exitCode).toBe(0);
    expect(rig.standIn.webhooks.of({ project: 'ORG' })).toEqual([
      expect.objectContaining({ id: 2 }),
      expect.objectContaining({ id: 3 }),
    ]);
  });

  it('ends with 1 while the last delivery has failed, and says how', async () => {
    start({ standIn: { projects: [{ key: 'ORG' }], repositories: [] } });
    const { statistics } = use('ORG');
    addDelivery(statistics, { outcome: 'SUCCESS', description: '202', at: 1 });
    addDelivery(statistics, { outcome: 'FAILURE', description: '403', at: 2 });
    const failing = await rig.run(url);
    expect(failing.stdout).toMatch(
      /^ORG +failing +the last delivery failed \(403\); 1 of 2 deliveries got through in 24 h$/m,
    );
    expect(failing.exitCode).toBe(1);

    addDelivery(statistics, { outcome: 'SUCCESS', description: '202', at: 3 });
    expect((await rig.run(url)).exitCode).toBe(0);
  });

  it('writes a secret again that the server does not show', async () => {
    start({ standIn: { projects: [{ key: 'ORG' }], repositories: [] } });
    use('ORG', { secret: 'another one' });
    rig.standIn.webhooks.secrets = 'hidden';
    const looked = await rig.run(url);
    expect(looked.stdout).toContain('its secret cannot be compared');
    expect(looked.exitCode).toBe(0);

    const { exitCode, stdout } = await rig.run([...url, '--apply']);
    expect(stdout).toContain('the secret was written again to webhook 1');
    expect(exitCode).toBe(0);
    expect(rig.webhooksOf('ORG')).toEqual([goodWebhook]);
  });

  it('gives webhooks the first of several secrets', async () => {
    start({ standIn: { projects: [{ key: 'ORG' }], repositories: [] } });
    use('ORG', { secret: 'old' });
    const secrets = ['new', 'old'];
    const { exitCode } = await rig.run([...url, '--apply'], { secrets });
    expect(exitCode).toBe(0);
    expect(rig.webhooksOf('ORG')).toEqual([{ ...goodWebhook, secret: 'new' }]);
  });

  it('names the project that the token may not administer, and does the others', async () => {
    start({
      standIn: {
        administrator: { token: 'admin-token-77c1', projects: ['PLAT', 'OLD'] },
      },
    });
    const { exitCode, stdout } = await rig.run([...url, '--apply']);
    expect(stdout).toMatch(/^OLD +made/m);
    expect(stdout).toMatch(
      /^ORG +failed +GET .*\/ORG\/webhooks.* answered 401 .*; give the account of BITBUCKET_ADMIN_TOKEN the permission to administer the project$/m,
    );
    expect(stdout).toMatch(/^PLAT +made/m);
    expect(exitCode).toBe(1);
  });

  it('says how to mend a list that could not be read', async () => {
    start();
    const { exitCode, stderr } = await rig.run([...url, '--repositories'], {
      providers: { main: { filters: { labels: { include: ['backstge'] } } } },
    });
    expect(stderr).toContain('backstge');
    expect(stderr).toContain('check its spelling');
    expect(exitCode).toBe(1);
  });

  it('asks once with a token that is not accepted', async () => {
    start();
    const env = { BITBUCKET_ADMIN_TOKEN: 'wrong' };
    const { exitCode, stdout, stderr } = await rig.run([...url, '--apply'], {
      env,
    });
    expect(stdout).toContain('give BITBUCKET_ADMIN_TOKEN a token');
    expect(stderr).toContain(
      'The server does not accept BITBUCKET_ADMIN_TOKEN, and was asked no further',
    );
    expect(exitCode).toBe(1);
    expect(
      rig.standIn.requests.filter(({ path }) => path.includes('webhooks')),
    ).toHaveLength(1);
  });

  it('says what to do about a server without webhooks of projects, and asks it for none', async () => {
    start({ standIn: { version: '8.8.4' } });
    const { exitCode, stderr } = await rig.run([...url, '--apply']);
    expect(stderr).toContain(
      'Bitbucket 8.8.4 has no webhooks of projects, which came with 8.9; add --repositories',
    );
    expect(exitCode).toBe(1);
    expect(rig.writes).toEqual([]);
  });

  it('sets up each repository that a provider takes in with --repositories, but for archived ones', async () => {
    start({ standIn: { version: '8.5.0' } });
    const result = await rig.run(
      [...url, '--apply', '--repositories', '--json'],
      {
        providers: {
          main: { filters: { repoSlug: '^(api|attic|people)$' } },
          other: { filters: { repoSlug: '^(web|api)$' } },
        },
      },
    );
    expect(toResults(result)).toEqual([
      'ORG/people made',
      'PLAT/api made',
      'PLAT/web made',
    ]);
    expect(result.exitCode).toBe(0);
    const events = ['repo:refs_changed', 'repo:modified'];
    expect(rig.webhooksOf('PLAT', { slug: 'api' })).toEqual([
      { ...goodWebhook, events },
    ]);
  });

  it('lists the projects of all repositories where no project is shown', async () => {
    start({
      rules: [
        {
          match: /\/projects\?/,
          respond: {
            status: 200,
            headers: {
              'content-type': 'application/json',
              'x-ausername': 'reader',
            },
            body: '{"values":[],"isLastPage":true}',
          },
        },
      ],
    });
    expect(toResults(await rig.run([...url, '--json']))).toEqual([
      'ORG missing',
      'PLAT missing',
    ]);
  });

  it('says of a write that got no answer what is not known, and does not write twice', async () => {
    start({
      standIn: { projects: [{ key: 'ORG' }], repositories: [] },
      rules: [{ match: '^POST', respond: 'reset' }],
    });
    const { exitCode, stdout } = await rig.run([...url, '--apply']);
    expect(stdout).toContain('whether it was written is not known');
    expect(exitCode).toBe(1);
    expect(rig.writes).toHaveLength(1);
  });

  it('ends with 1 where the projects cannot be listed', async () => {
    start({ rules: [{ match: /\/projects\?/, respond: { status: 503 } }] });
    const { exitCode, stderr } = await rig.run(url);
    expect(stderr).toMatch(/^git\.example\.com: GET .* answered 503/);
    expect(exitCode).toBe(1);
  });

  it.each([
    ['no address', [], "required option '--url <url>' not specified"],
    ['an address that is none', ['--url', 'backstage'], 'is no URL'],
    ['--prune without --apply', [...url, '--prune'], "'--prune' needs '--apply'"],
    ['an unknown provider', [...url, '--provider', 'x'], "no provider 'x'"],
    ['an unknown host', [...url, '--host', 'x'], "No provider has the host 'x'"],
  ])('ends with 2 for %s', async (_, args, message) => {
    start();
    const { exitCode, stdout, stderr } = await rig.run(args);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it.each([
    'https://jane:s3cr3t@backstage.example.com',
    'ftp://jane:s3cr3t@backstage.example.com',
    'https://jane:s3cr3t@backstage.example.com:port',
    'https://backstage.example.com?token=s3cr3t',
  ])('shows nothing of the credentials in %s', async given => {
    start();
    const { exitCode, stderr } = await rig.run(['--url', given]);
    expect(stderr).toContain('give the address of Backstage');
    expect(stderr).not.toContain('s3cr3t');
    expect(exitCode).toBe(2);
  });

  it('ends with 2 where there is no secret to write, and looks without one', async () => {
    start({ standIn: { projects: [{ key: 'ORG' }], repositories: [] } });
    use('ORG');
    const secrets = undefined;
    const applied = await rig.run([...url, '--apply'], { secrets });
    expect(applied.stderr).toContain(
      'events.modules.bitbucketServer.webhookSecret is missing',
    );
    expect(applied.exitCode).toBe(2);

    const looked = await rig.run(url, { secrets });
    expect(looked.stderr).toContain('no secret is compared');
    expect(looked.exitCode).toBe(0);
  });

  it('sends the token of the environment to one server alone', async () => {
    start();
    const two = {
      providers: {
        main: { host: 'git.example.com' },
        other: { host: 'other.example.com' },
      },
      integrations: [{ host: 'other.example.com' }],
    };
    const { exitCode, stderr } = await rig.run(url, two);
    expect(stderr).toContain(
      'BITBUCKET_ADMIN_TOKEN is the token of one server, and there are providers of git.example.com, other.example.com; choose one with --host',
    );
    expect(exitCode).toBe(2);

    const one = await rig.run([...url, '--host', 'GIT.example.com'], two);
    expect(one.stdout).toContain('3 projects: 3 missing');
  });

  it('ends with 2 without a token and without a terminal', async () => {
    start();
    const { exitCode, stderr } = await rig.run(url, { env: {} });
    expect(stderr).toContain('BITBUCKET_ADMIN_TOKEN is not set');
    expect(exitCode).toBe(2);
  });

  it('asks at a terminal for the token, and does not show it', async () => {
    start();
    const { exitCode, stderr, stdout } = await rig.run([...url, '--apply'], {
      env: {},
      typed: 'admin-token-77c1\r',
    });
    expect(stderr).toContain('Token of an administrator of git.example.com: ');
    expect(stderr).toContain('git.example.com [');
    expect(stdout).toContain('3 projects: 3 made');
    expect(exitCode).toBe(0);
  });

  it('ends with 130 at Ctrl-C at the question', async () => {
    start();
    const asked = await rig.run(url, { env: {}, typed: '\u0003' });
    expect(asked.exitCode).toBe(130);
  });

  it('says at Ctrl-C what was written by then, and of what nobody knows', async () => {
    start();
    const interruption = new AbortController();
    // One is made alone, and then the webhooks of both others are to be.
    rig.standIn.before(8, () => interruption.abort());
    const args = [...url, '--apply', '--json'];
    const { exitCode, stdout, stderr } = await rig.run(args, { interruption });
    expect(exitCode).toBe(130);
    const interrupted = 'interrupted; what is not named was not looked at';
    expect(stderr).toBe(`git.example.com: ${interrupted}\n`);
    const [host] = JSON.parse(stdout).hosts;
    expect(host.errors).toEqual([interrupted]);
    const unfinished = {
      result: 'failed',
      done: [],
      error:
        'interrupted before all of it was done; run the command again, which looks first',
    };
    expect(host.webhooks).toMatchObject([
      { projectKey: 'OLD', result: 'made', done: [{ what: 'make' }], error: null },
      { projectKey: 'ORG', ...unfinished },
      { projectKey: 'PLAT', ...unfinished },
    ]);
  });

  it('asks for nothing further once it is interrupted', async () => {
    start();
    const interruption = new AbortController();
    rig.standIn.before(4, () => interruption.abort());
    const { exitCode, stdout } = await rig.run(url, { interruption });
    expect(exitCode).toBe(130);
    expect(stdout).toContain('1 project: 1 failed');
    expect(rig.standIn.requests).toHaveLength(4);
  });
});
