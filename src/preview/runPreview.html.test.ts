import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PreviewRig } from '../../dev/rig/PreviewRig';
import { useCommandRig } from '../../dev/rig/useCommandRig';
import type { StandInBitbucketOptions } from '../../dev/standin/StandInBitbucketOptions';

const files = { 'catalog-info.yaml': '' };
const standIn: Partial<StandInBitbucketOptions> = {
  projects: [{ key: 'OLD' }, { key: 'ORG' }, { key: 'PLAT' }],
  repositories: [
    { project: 'PLAT', slug: 'api', files: { ...files, 'a/b.yaml': '' } },
    { project: 'PLAT', slug: 'docs', files: { 'README.md': '' } },
    { project: 'ORG', slug: 'people', files, defaultBranch: 'trunk' },
  ],
};
const main = {
  catalogPath: ['/catalog-info.yaml', '/a/*.yaml'],
  filters: { exclude: { projectKey: '^OLD$' } },
};

describe('runPreview with --html', () => {
  const { server, start } = useCommandRig(PreviewRig, { standIn });
  const folder = mkdtempSync(path.join(tmpdir(), 'picture-'));
  const file = path.join(folder, 'report.html');
  const readPicture = () => {
    const [, block = ''] =
      /<script type="application\/json" id="picture">(.*)<\/script>/.exec(
        readFileSync(file, 'utf8'),
      ) ?? [];
    return JSON.parse(block);
  };

  afterEach(() => {
    readdirSync(folder).forEach(name => rmSync(path.join(folder, name)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('draws what the text says, and leaves the text as it is', async () => {
    const plain = await start().preview({ providers: { main } });
    const drawn = await start().preview({
      providers: { main },
      args: ['--html', file],
    });

    expect(drawn).toEqual(plain);
    const { takenAt, providers } = readPicture();
    expect(takenAt).toMatch(/^1 January 1970 .*UTC$/);
    expect(providers).toEqual([
      {
        id: 'main',
        host: 'git.example.com',
        status: 'complete',
        isLookedAt: true,
        errors: [],
        warnings: [],
        summary: expect.stringMatching(/^main: 3 repositories in 3 projects/),
        cost: [
          expect.stringMatching(/^A run costs \d+ requests/),
          expect.stringContaining('default rate limit'),
          expect.stringContaining('The catalog then looks after 3 files'),
        ],
        rows: [
          {
            projectKey: 'OLD',
            result: 'out',
            why: 'left out by filters.exclude.projectKey',
            files: [],
          },
          {
            projectKey: 'ORG',
            repoSlug: 'people',
            result: 'in',
            files: [
              {
                path: 'catalog-info.yaml',
                branch: 'trunk',
                target:
                  'https://git.example.com/projects/ORG/repos/people/browse/catalog-info.yaml',
              },
            ],
          },
          {
            projectKey: 'PLAT',
            repoSlug: 'api',
            result: 'in',
            files: [
              expect.objectContaining({ path: 'a/b.yaml', branch: 'main' }),
              expect.objectContaining({ path: 'catalog-info.yaml' }),
            ],
          },
          {
            projectKey: 'PLAT',
            repoSlug: 'docs',
            result: 'out',
            why: 'no such file: /catalog-info.yaml, /a/*.yaml',
            files: [],
          },
        ],
      },
    ]);
    for (const line of [providers[0].summary, ...providers[0].cost]) {
      expect(drawn.stdout).toContain(line);
    }
  });

  it('draws all providers beside JSON, and what each leaves out', async () => {
    const { exitCode, stdout } = await start().preview({
      providers: {
        main: { ...main, maxFilesPerRepository: 1 },
        blind: { validateLocationsExist: false },
      },
      args: ['--json', '--html', file],
    });

    expect(JSON.parse(stdout).providers).toHaveLength(2);
    expect(readPicture().providers).toMatchObject([
      { id: 'main', isLookedAt: true },
      { id: 'blind', isLookedAt: false },
    ]);
    expect(readPicture().providers[0].rows[2]).toMatchObject({
      repoSlug: 'api',
      filesLeftOut: 1,
    });
    expect(exitCode).toBe(0);
  });

  it('draws what was found where a list breaks off, and says so', async () => {
    const { exitCode } = await start({
      rules: [{ match: 'projects/ORG/repos', respond: { status: 401 } }],
    }).preview({ providers: { main }, args: ['--html', file] });

    const [provider] = readPicture().providers;
    expect(provider).toMatchObject({
      status: 'incomplete',
      errors: [expect.stringContaining('answered 401')],
    });
    expect(provider.rows[1]).toMatchObject({
      projectKey: 'ORG',
      result: 'unknown',
      why: expect.stringContaining('its repositories could not be listed: '),
    });
    expect(exitCode).toBe(1);
  });

  it('draws a sweep that failed without what it costs', async () => {
    const { exitCode } = await start().preview({
      providers: { main },
      integration: { token: 'expired' },
      args: ['--html', file],
    });
    expect(readPicture().providers).toMatchObject([
      { status: 'failed', cost: [], rows: [] },
    ]);
    expect(exitCode).toBe(1);
  });

  it('ends with 2 before anything is asked where it could not be written', async () => {
    const name = path.join(folder, 'missing', 'report.html');
    const rig = start();
    const { exitCode, stdout, stderr } = await rig.preview({
      providers: { main },
      args: ['--html', name],
    });
    expect(stderr).toMatch(
      /^--html .*report\.html cannot be written: ENOENT.* Name a file in a folder/,
    );
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
    expect(rig.standIn.requests).toEqual([]);
  });

  it('ends with 1 after the text where it cannot be written in the end', async () => {
    const lost = mkdtempSync(path.join(folder, 'lost-'));
    const rig = start();
    server.events.on('request:start', () =>
      rmSync(lost, { recursive: true, force: true }),
    );
    const { exitCode, stdout, stderr } = await rig.preview({
      providers: { main },
      args: ['--html', path.join(lost, 'report.html')],
    });
    expect(stderr).toMatch(/^--html .*report\.html cannot be written: ENOENT/);
    expect(stdout).toContain('PLAT/api');
    expect(exitCode).toBe(1);
  });

  it('draws nothing where it is interrupted', async () => {
    const { exitCode } = await start().preview({
      providers: { main },
      args: ['--html', file],
      signal: AbortSignal.abort(),
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(exitCode).toBe(130);
  });
});
