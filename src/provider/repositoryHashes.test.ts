import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useSqlite } from '../../dev/rig/useSqlite';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import { HashBehaviour } from '../../dev/standin/RepositoryHashList';
import { webhookBodies } from '../events/testing/webhookBodies';

const network = useTestNetwork();
const openSqlite = useSqlite();

const PATH = 'catalog-info.yaml';
const SLUGS = ['a', 'b', 'c', 'd', 'e'];
const HALF_HOUR_MS = 30 * 60_000;
const EVERY_30_MIN = { frequency: 'PT30M', timeout: 'PT1H' };

type RigOptions = Partial<ProviderRigOptions> & { hashes?: HashBehaviour };

function toRigOptions({
  hashes,
  ...others
}: RigOptions = {}): ProviderRigOptions {
  return {
    network,
    integration: { repositoryHashes: 'auto' },
    standIn: {
      hashes,
      projects: [{ key: 'A' }],
      repositories: SLUGS.map(slug => ({
        project: 'A',
        slug,
        files: { [PATH]: '' },
      })),
    },
    ...others,
  };
}

const createRig = (options?: RigOptions) =>
  new ProviderRig(toRigOptions(options));

/** The repositories that were looked at since the last time this was asked. */
function lookedAt(rig: ProviderRig): string[] {
  const slugs = rig.paths.flatMap(
    path => /repos\/(\w+)\/browse/.exec(path)?.[1] ?? [],
  );
  rig.forget();
  return [...new Set(slugs)].sort();
}

async function sweepLater(rig: ProviderRig): Promise<string[]> {
  await jest.advanceTimersByTimeAsync(HALF_HOUR_MS);
  rig.forget();
  expect(await rig.sweep()).toBeUndefined();
  return lookedAt(rig);
}

let changes = 0;
function change(rig: ProviderRig, ...slugs: string[]): void {
  changes += 1;
  slugs.forEach(slug =>
    rig.standIn.writeFile('A', { slug, path: PATH, content: `${changes}` }),
  );
}

/** So many runs, each of which finds five changes. */
async function sweepWithChanges(
  rig: ProviderRig,
  { runs }: { runs: number },
): Promise<void> {
  for (let run = 0; run < runs; run += 1) {
    change(rig, ...SLUGS);
    expect(await sweepLater(rig)).toEqual(SLUGS);
  }
}

/** Changes all, and has webhooks tell of it. */
async function pushToAll(rig: WebhookRig): Promise<void> {
  change(rig, ...SLUGS);
  for (const slug of SLUGS) {
    const pushed = { slug, project: { key: 'A' } };
    const body = webhookBodies.push({ repository: pushed });
    await rig.send('repo:refs_changed', { body });
  }
}

async function createTrustingRig(
  options: RigOptions = {},
): Promise<ProviderRig> {
  const rig = createRig(options);
  await rig.sweep();
  await sweepWithChanges(rig, { runs: 4 });
  return rig;
}

const targets = (rig: ProviderRig) =>
  rig.catalog.targets.map(target => target.replace(/.*repos.(\w+).*/, '$1'));

describe('the hashes of a server', () => {
  it('are believed after 20 announced changes, and then an unchanged repository is not looked at', async () => {
    const rig = await createTrustingRig();
    expect(await sweepLater(rig)).toHaveLength(1);
    expect(targets(rig)).toEqual(SLUGS);
  });

  it('confirm the files of what has not moved once they are believed, and of nothing else', async () => {
    const confirmed: string[] = [];
    const rig = await createTrustingRig({
      looks: {
        onLook: async () => async () => {},
        onHashes: async () => async files => {
          confirmed.push(...files.map(({ repoSlug }) => repoSlug));
        },
      },
    });
    expect(confirmed).toEqual([]);
    change(rig, 'c');
    await sweepLater(rig);
    expect(confirmed.sort()).toEqual(['a', 'b', 'd', 'e']);
  });

  it.each([
    ['true', 1],
    ['frozen', SLUGS.length],
  ] as const)(
    'earn their trust by what webhooks have told of as well, where they are %s',
    async (behaviour, looks) => {
      const rig = new WebhookRig(toRigOptions());
      await rig.sweep();
      rig.standIn.hashes.behaviour = behaviour;
      for (let run = 0; run < 5; run += 1) {
        await pushToAll(rig);
        await sweepLater(rig);
      }
      expect(await sweepLater(rig)).toHaveLength(looks);
    },
  );

  it('are not believed after 15', async () => {
    const rig = createRig();
    await rig.sweep();
    await sweepWithChanges(rig, { runs: 3 });
    expect(await sweepLater(rig)).toEqual(SLUGS);
  });

  it('are never asked for where that is switched off', async () => {
    const rig = await createTrustingRig({
      integration: { repositoryHashes: 'off' },
    });
    expect(await sweepLater(rig)).toEqual(SLUGS);
    await rig.sweep();
    expect(rig.urls.join()).not.toContain('mirroring');
  });

  it('have a repository looked at in the run after it changed', async () => {
    const rig = await createTrustingRig();
    await sweepLater(rig);
    rig.standIn.removeFile('A', { slug: 'd', path: PATH });
    change(rig, 'c');
    expect(await sweepLater(rig)).toEqual(expect.arrayContaining(['c', 'd']));
    expect(targets(rig)).toEqual(['a', 'b', 'c', 'e']);
  });

  it('have one looked at whose default branch was switched without a push', async () => {
    const rig = await createTrustingRig();
    await sweepLater(rig);
    rig.standIn.writeFile('A', {
      slug: 'e',
      path: 'README.md',
      branch: 'next',
      content: '',
    });
    await sweepLater(rig);
    rig.standIn.repository('A', { slug: 'e' }).defaultBranch = 'next';
    expect(await sweepLater(rig)).toContain('e');
    expect(targets(rig)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('stand in nobody\'s way: what is new, renamed or gone is right after one run', async () => {
    const rig = await createTrustingRig();
    await sweepLater(rig);
    rig.standIn.addRepository({
      project: 'A',
      slug: 'new',
      files: { [PATH]: '' },
    });
    rig.standIn.renameRepository('A', { slug: 'b', to: 'renamed' });
    rig.standIn.removeRepository('A', { slug: 'c' });
    await sweepLater(rig);
    expect(targets(rig).sort()).toEqual(['a', 'd', 'e', 'new', 'renamed']);
  });

  it('are believed by a new process as well', async () => {
    const rig = await createTrustingRig({ database: openSqlite() });
    await sweepLater(rig);
    await rig.start();
    expect(await sweepLater(rig)).toHaveLength(1);
  });

  it('have everything looked at once within recheckAfter, spread over the runs', async () => {
    const rig = await createTrustingRig({
      providers: { main: { schedule: EVERY_30_MIN, recheckAfter: 'PT5H' } },
    });
    const looks: string[] = [];
    for (let run = 0; run < 10; run += 1) {
      const slugs = await sweepLater(rig);
      expect(slugs.length).toBeLessThanOrEqual(1);
      looks.push(...slugs);
    }
    expect([...new Set(looks)].sort()).toEqual(SLUGS);
  });

  describe('that freeze after they were believed', () => {
    it('are found out by a recheck, and everything is looked at from the next run on', async () => {
      const rig = await createTrustingRig();
      await sweepLater(rig);
      rig.standIn.hashes.behaviour = 'frozen';
      SLUGS.forEach(slug => rig.standIn.removeFile('A', { slug, path: PATH }));
      expect(await sweepLater(rig)).toHaveLength(1);
      expect(await sweepLater(rig)).toEqual(SLUGS);
      expect(targets(rig)).toEqual([]);
      expect(await sweepLater(rig)).toEqual(SLUGS);
    });

    it('are believed again once they have earned it, a day later', async () => {
      const rig = await createTrustingRig();
      rig.standIn.hashes.behaviour = 'frozen';
      change(rig, ...SLUGS);
      await sweepLater(rig);
      await sweepLater(rig);
      rig.standIn.hashes.behaviour = 'true';
      await sweepWithChanges(rig, { runs: 5 });
      expect(await sweepLater(rig)).toEqual(SLUGS);
      await jest.advanceTimersByTimeAsync(24 * 60 * 60_000);
      await sweepLater(rig);
      expect(await sweepLater(rig)).toHaveLength(1);
    });
  });

  it('earn trust though they come three minutes late', async () => {
    const rig = createRig({ hashes: { lateMs: 3 * 60_000 } });
    await rig.sweep();
    await sweepWithChanges(rig, { runs: 5 });
    await sweepLater(rig);
    expect((await sweepLater(rig)).length).toBeLessThanOrEqual(1);
  });

  it.each<[string, HashBehaviour]>([
    ['frozen from the start', 'frozen'],
    ['zeros', 'zeros'],
    ['a first page that comes again and again', 'unpaged'],
    ['refused', 'missing'],
  ])('are not believed where they are %s', async (_, hashes) => {
    const rig = createRig({ hashes });
    expect(await rig.sweep()).toBeUndefined();
    await sweepWithChanges(rig, { runs: 6 });
    rig.standIn.removeFile('A', { slug: 'a', path: PATH });
    expect(await sweepLater(rig)).toEqual(SLUGS);
    expect(targets(rig)).toEqual(['b', 'c', 'd', 'e']);
    expect(rig.log.at('warn')).toEqual([]);
  });

  it.each([
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['500', { status: 500 }],
    ['a login page', 'html'],
    ['a redirect', 'redirect-login'],
    [
      'a redirect within the server',
      { status: 302, headers: { Location: '/rest/api/1.0/repos' } },
    ],
    [
      'another shape',
      {
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        body: '{"projects":[]}',
      },
    ],
    ['nothing at all', 'hang'],
  ] as const)('are done without where there is %s, for a day', async (_, respond) => {
    const rig = createRig();
    rig.breakWith({ match: /mirroring/, respond });
    expect(await rig.sweep()).toBeUndefined();
    expect(targets(rig)).toEqual(SLUGS);
    expect(rig.log.at('warn')).toEqual([]);
    expect(rig.log.at('debug').join('\n')).toContain(
      'no hashes of repositories, asked again in a day',
    );
    expect(await sweepLater(rig)).toEqual(SLUGS);
    rig.forget();
    await rig.sweep();
    expect(rig.urls.join()).not.toContain('mirroring');
    rig.breakWith();
    await jest.advanceTimersByTimeAsync(25 * 60 * 60_000);
    rig.forget();
    await rig.sweep();
    expect(rig.urls.join()).toContain('mirroring');
  });

  it('are read once for providers that run at the same time', async () => {
    const rig = createRig({
      providers: {
        one: { host: 'git.example.com' },
        two: { host: 'git.example.com', catalogPath: 'other.yaml' },
      },
    });
    await rig.sweep();
    const count = rig.urls.filter(url => url.includes('mirroring')).length;
    expect(count).toBe(3);
  });

  it('say in the log when they are believed, and when they are no more', async () => {
    const rig = createRig();
    await rig.sweep();
    await sweepWithChanges(rig, { runs: 3 });
    change(rig, ...SLUGS);
    await rig.sweep();
    expect(rig.log.at('info')).toContain(
      'git.example.com: the hashes of repositories have announced 20 of 20 changes, and are believed from now on',
    );
    await jest.advanceTimersByTimeAsync(HALF_HOUR_MS);
    await rig.sweep();
    expect(rig.log.at('info')).toContain(
      'main: looked at 1 of 5 repositories; 4 are known not to have changed',
    );
    rig.standIn.hashes.behaviour = 'frozen';
    change(rig, ...SLUGS);
    await sweepLater(rig);
    await jest.advanceTimersByTimeAsync(HALF_HOUR_MS);
    await rig.sweep();
    expect(rig.log.at('info')).toContain(
      'git.example.com: a repository has changed, and its hash has not; hashes are not believed for a day',
    );
  });
});

describe('recheckAfter', () => {
  const providers = { main: { schedule: EVERY_30_MIN, recheckAfter: 'PT2H' } };

  it('holds without hashes as well, spread over the runs', async () => {
    const rig = createRig({
      providers,
      integration: { repositoryHashes: 'off' },
    });
    await rig.sweep();
    const looks: string[] = [];
    for (let run = 0; run < 4; run += 1) {
      const slugs = await sweepLater(rig);
      expect(slugs.length).toBeLessThanOrEqual(2);
      looks.push(...slugs);
    }
    expect([...new Set(looks)].sort()).toEqual(SLUGS);
  });

  it('lets a hash that moves win, believed or not', async () => {
    const rig = createRig({ providers });
    await rig.sweep();
    await sweepLater(rig);
    change(rig, 'a', 'b', 'c', 'd', 'e');
    expect(await sweepLater(rig)).toEqual(SLUGS);
  });
});
