import { PreviewRig } from '../../dev/rig/PreviewRig';
import { useCommandRig } from '../../dev/rig/useCommandRig';
import type { StandInBitbucketOptions } from '../../dev/standin/StandInBitbucketOptions';

const files = { 'catalog-info.yaml': '' };
const standIn: Partial<StandInBitbucketOptions> = {
  projects: [{ key: 'PLAT' }, { key: 'ORG' }, { key: 'OPS' }, { key: 'OLD' }],
  repositories: [
    { project: 'PLAT', slug: 'web', files: { ...files, 'a/b.yaml': '' } },
    { project: 'PLAT', slug: 'api', files },
    { project: 'PLAT', slug: 'sandbox-api', files },
    { project: 'PLAT', slug: 'archive', files, archived: true },
    { project: 'PLAT', slug: 'docs', files: { 'README.md': '' } },
    { project: 'PLAT', slug: 'empty' },
    { project: 'PLAT', slug: 'broken', files },
    {
      project: 'ORG',
      slug: 'trunk',
      files,
      defaultBranch: 'trunk',
      labels: ['skip'],
    },
    {
      project: 'ORG',
      slug: 'fork',
      files,
      forkOf: { project: 'PLAT', slug: 'api' },
    },
    { project: 'OPS', slug: 'api', files },
    { project: 'OLD', slug: 'api', files },
  ],
};
const brokenRepository = {
  match: 'repos/broken/browse',
  respond: { status: 400 },
};

describe('runPreview', () => {
  const { start } = useCommandRig(PreviewRig, { standIn });

  const main = {
    catalogPath: ['/catalog-info.yaml', '/a/*.yaml'],
    filters: {
      exclude: { projectKey: '^OLD$', repoSlug: '^sandbox-' },
      skipArchivedRepos: true,
      allowForks: false,
      labels: { exclude: ['skip'] },
    },
  };

  it('shows what is in and out in a table, and what that costs', async () => {
    const { exitCode, stdout, stderr } = await start({
      rules: [brokenRepository],
    }).preview({
      providers: { main },
      integration: { retry: { maxRetries: 0, maxApiRequestsPerMinute: 6_000 } },
    });

    expect(stdout).toMatchInlineSnapshot(`
"main (git.example.com)

REPOSITORY        RESULT   FILES, OR WHY NOT
OLD               out      left out by filters.exclude.projectKey
OPS/api           in       catalog-info.yaml on main
ORG/fork          out      a fork: left out by filters.allowForks
ORG/trunk         out      left out by filters.labels.exclude
PLAT/api          in       catalog-info.yaml on main
PLAT/archive      out      archived: left out by filters.skipArchivedRepos
PLAT/broken       unknown  GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/broken/browse?limit=1000 answered 400
PLAT/docs         out      no such file: /catalog-info.yaml, /a/*.yaml
PLAT/empty        out      empty: it has no commit, or no default branch
PLAT/sandbox-api  out      left out by filters.exclude.repoSlug
PLAT/web          in       a/b.yaml on main
                           catalog-info.yaml on main

main: 10 repositories in 4 projects, 1 project left out by filters.exclude.projectKey, 1 repository left out by filters.exclude.repoSlug, 1 archived repository left out, 1 fork left out, 1 repository left out by filters.labels.exclude, 1 empty repository left out, 4 catalog files, 1 unknown, 19 requests, 2 s
a repository could not be checked (PLAT/broken): GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/broken/browse?limit=1000 answered 400; a run would keep what it knows of it. Look at the address of the request, and at what the server says of it

A run costs 20 requests, one of them for its first line; this sweep took 2 s.
At retry.maxApiRequestsPerMinute it takes 1 s or more.
Bitbucket's default rate limit (60 at once, then 5 a second) does not slow it down.
The catalog then looks after 4 files: at most 0.032 requests a second at its default interval.
"
`);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  it('writes the same as JSON with --json, and nothing else', async () => {
    const { exitCode, stdout, stderr } = await start({
      rules: [brokenRepository],
    }).preview({
      providers: {
        main,
        trunk: { branch: 'trunk', filters: { projectKey: '^O' } },
      },
      args: ['--json'],
      isTTY: true,
    });

    expect(stdout).toMatchSnapshot();
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  it('writes the same for the same server, whatever the order of answers', async () => {
    const once = await start().preview({ providers: { main } });
    const again = await start({
      standIn: { ...standIn, strictPageSize: 1 },
    }).preview({ providers: { main } });

    const toTable = (text: string) => text.split('\n\n')[1];
    expect(toTable(again.stdout)).toBe(toTable(once.stdout));
  });

  it('sweeps the provider that --provider names alone', async () => {
    const { stdout } = await start().preview({
      providers: { main, other: {} },
      args: ['--provider', 'other'],
    });
    expect(stdout).toContain('other (git.example.com)');
    expect(stdout).not.toContain('main (');
  });

  it('says how many files more there are than are taken in', async () => {
    const { stdout } = await start().preview({
      providers: { main: { ...main, maxFilesPerRepository: 1 } },
    });
    expect(stdout).toContain('and 1 more, left out');
    expect(stdout).toContain(
      'PLAT/web has 2 catalog files, of which the first is taken in',
    );
  });

  it('shows a progress bar on stderr where that is a terminal', async () => {
    const { stdout, stderr } = await start().preview({
      providers: { main },
      isTTY: true,
    });
    expect(stderr).toContain('main [');
    expect(stdout).not.toContain('main [');
  });
});
