import { PreviewRig } from '../../dev/rig/PreviewRig';
import { useCommandRig } from '../../dev/rig/useCommandRig';

const files = { 'catalog-info.yaml': 'kind: Component\n' };

describe('runPreview with --repository', () => {
  const { start } = useCommandRig(PreviewRig);
  let rig: PreviewRig;

  beforeEach(() => {
    rig = start({
      standIn: {
        projects: [{ key: 'PLAT' }],
        repositories: [
          { project: 'PLAT', slug: 'api', files },
          { project: 'PLAT', slug: 'docs', files: { 'README.md': '' } },
          {
            project: 'PLAT',
            slug: 'typo',
            files: { 'README.md': '', 'a.txt': '', 'catalog-info.yml': '' },
          },
          {
            project: 'PLAT',
            slug: 'odd',
            files: {
              'empty.yaml': '',
              'lfs.yaml': 'version https://git-lfs.github.com/spec/v1\n',
              'link.yaml': '../x.yaml',
              'whole.yaml': 'kind: Component\n',
            },
          },
          {
            project: 'PLAT',
            slug: 'many',
            files: { 'a.yaml': '', 'b.yaml': '', 'c.yaml': '' },
          },
        ],
      },
    });
  });

  it('names the files, their targets and what was asked', async () => {
    const { exitCode, stdout } = await rig.preview({
      providers: { main: { branch: 'release', fallbackBranch: 'HEAD' } },
      args: ['--repository', 'PLAT/api'],
    });
    expect(stdout).toMatchInlineSnapshot(`
"main: PLAT/api is in
  catalog-info.yaml on main
    https://git.example.com/projects/PLAT/repos/api/browse/catalog-info.yaml
  Looked for /catalog-info.yaml in the root, on release, or without that on the default branch.
  Asked:
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/api answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/api/browse?at=refs%2Fheads%2Frelease&limit=1000 answered 404
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/api/browse?limit=1000 answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/api/raw/catalog-info.yaml answered 200
"
`);
    expect(exitCode).toBe(0);
  });

  it('says how many files maxFilesPerRepository leaves out', async () => {
    const { exitCode, stdout } = await rig.preview({
      providers: {
        main: { catalogPath: '/*.yaml', maxFilesPerRepository: 1 },
      },
      args: ['--repository', 'PLAT/many'],
    });
    expect(stdout).toMatchInlineSnapshot(`
"main: PLAT/many is in
  a.yaml on main
    https://git.example.com/projects/PLAT/repos/many/browse/a.yaml
  PLAT/many has 3 catalog files, of which the first is taken in; raise maxFilesPerRepository, or narrow catalogPath or ignorePaths
  a.yaml is empty
  Looked for /*.yaml in the root, on the default branch.
  Asked:
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/many answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/many/browse?limit=1000 answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/many/browse?start=2&limit=1000 answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/many/raw/a.yaml answered 200
"
`);
    expect(exitCode).toBe(0);
  });

  it('says for each provider where a file is missing', async () => {
    const { exitCode, stdout } = await rig.preview({
      providers: {
        main: {},
        deep: { catalogPath: '/services/**/catalog-info.yaml' },
        blind: { validateLocationsExist: false },
      },
      args: ['--repository', 'PLAT/docs'],
    });
    expect(stdout).toMatchInlineSnapshot(`
"main: PLAT/docs is out: no such file: /catalog-info.yaml
  Looked for /catalog-info.yaml in the root, on the default branch.
  Asked:
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs/browse?limit=1000 answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs/files?limit=10000 answered 200

deep: PLAT/docs is out: no such file: /services/**/catalog-info.yaml
  Looked for /services/**/catalog-info.yaml in the list of all files below services, on the default branch.
  Asked:
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs/files/services?limit=10000 answered 404
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs/files?limit=10000 answered 200

blind: PLAT/docs is in
  catalog-info.yaml on main
    https://git.example.com/projects/PLAT/repos/docs/browse/catalog-info.yaml
  Took /catalog-info.yaml on the default branch to be there without looking, since validateLocationsExist is false.
  Asked:
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs answered 200
    GET https://git.example.com/rest/api/1.0/projects/PLAT/repos/docs/default-branch answered 200
"
`);
    expect(exitCode).toBe(0);
  });

  it('names the file that is called most like the one that is missing', async () => {
    const { stdout } = await rig.preview({
      providers: { main: {} },
      args: ['--repository', 'PLAT/typo'],
    });
    expect(stdout).toContain(
      '\n  There is catalog-info.yml, which is not looked for.\n',
    );
  });

  it('names the filter by its whole key, whatever letters the name is given in', async () => {
    const { exitCode, stdout } = await rig.preview({
      providers: { main: { filters: { exclude: { repoSlug: 'api' } } } },
      args: ['--repository', 'plat/API'],
    });
    expect(stdout).toMatchInlineSnapshot(`
"main: PLAT/api is out: left out by catalog.providers.bitbucketServer.main.filters.exclude.repoSlug
  Asked:
    GET https://git.example.com/rest/api/1.0/projects/plat/repos/API answered 200
"
`);
    expect(exitCode).toBe(0);
  });

  it('names files that are there and hold nothing for the catalog', async () => {
    const { stdout } = await rig.preview({
      providers: { main: { catalogPath: '/*.yaml' } },
      args: ['--repository', 'PLAT/odd'],
    });
    expect(stdout).toContain(
      '\n  empty.yaml is empty\n  lfs.yaml is a pointer of Git LFS',
    );
    expect(stdout).toContain('\n  link.yaml is a symbolic link to ../x.yaml');
    expect(stdout).not.toContain('whole.yaml is');
  });

  it('says nothing of a file that cannot be read', async () => {
    rig = start({
      standIn: {
        projects: [{ key: 'PLAT' }],
        repositories: [{ project: 'PLAT', slug: 'api', files }],
      },
      rules: [{ match: '/raw/', respond: { status: 403 } }],
    });
    const { exitCode, stdout } = await rig.preview({
      providers: { main: {} },
      args: ['--repository', 'PLAT/api'],
    });
    expect(stdout).toContain('main: PLAT/api is in');
    expect(stdout).toMatch(/raw\/catalog-info\.yaml answered 403/);
    expect(exitCode).toBe(0);
  });

  it('says that there is no such repository', async () => {
    const { exitCode, stdout } = await rig.preview({
      providers: { main: {} },
      args: ['--repository', 'PLAT/nothing'],
    });
    expect(stdout).toContain(
      'main: PLAT/nothing is out: there is no such repository',
    );
    expect(stdout).not.toContain('Looked for');
    expect(exitCode).toBe(0);
  });

  it('ends with 1 and what the server said where that is no answer', async () => {
    const { exitCode, stdout } = await rig.preview({
      providers: { main: {} },
      integration: { token: 'expired' },
      args: ['--repository', 'PLAT/api'],
    });
    expect(stdout).toMatch(/^main: PLAT\/api is unknown: GET .* answered 401/);
    expect(exitCode).toBe(1);
  });

  it('writes JSON with --json', async () => {
    const { stdout } = await rig.preview({
      providers: { main: {} },
      args: ['--repository', 'PLAT/api', '--json'],
    });
    expect(JSON.parse(stdout)).toMatchInlineSnapshot(`
{
  "providers": [
    {
      "asked": [
        {
          "status": 200,
          "url": "https://git.example.com/rest/api/1.0/projects/PLAT/repos/api",
        },
        {
          "status": 200,
          "url": "https://git.example.com/rest/api/1.0/projects/PLAT/repos/api/browse?limit=1000",
        },
        {
          "status": 200,
          "url": "https://git.example.com/rest/api/1.0/projects/PLAT/repos/api/raw/catalog-info.yaml",
        },
      ],
      "host": "git.example.com",
      "id": "main",
      "repository": {
        "explanation": null,
        "files": [
          {
            "path": "catalog-info.yaml",
            "ref": "refs/heads/main",
            "target": "https://git.example.com/projects/PLAT/repos/api/browse/catalog-info.yaml",
          },
        ],
        "filesLeftOut": 0,
        "nearestFiles": [],
        "projectKey": "PLAT",
        "reason": null,
        "repoSlug": "api",
        "result": "in",
        "search": "Looked for /catalog-info.yaml in the root, on the default branch.",
      },
      "warnings": [],
    },
  ],
}
`);
  });
});
