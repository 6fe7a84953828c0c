import { JsonObject } from '@backstage/types';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import { useMswServer } from '../../dev/rig/useMswServer';

const server = useMswServer();
const FILE = 'catalog-info.yaml';
const BROWSE = 'https://git.example.com/projects/A/repos/';

const withFile = new MemoryFileTree({ [FILE]: '' });
const without = new MemoryFileTree({ 'README.md': '' });

/** What repositories there are: their branches, by slug. */
const BRANCHES = {
  both: { main: withFile, next: withFile },
  'main-only': { main: withFile },
  'next-without-file': { main: withFile, next: without },
  'spare-only': { spare: withFile },
  empty: {},
};

async function sweep(provider: JsonObject): Promise<ProviderRig> {
  const rig = new ProviderRig({
    server,
    standIn: {
      projects: [{ key: 'A' }],
      repositories: Object.entries(BRANCHES).map(([slug, branches]) => ({
        project: 'A',
        slug,
        branches,
        defaultBranch: slug === 'spare-only' ? 'spare' : 'main',
      })),
      strictPageSize: 1000,
    },
    providers: { main: provider },
  });
  expect(await rig.sweep()).toBeUndefined();
  expect(rig.standIn.unknownRequests).toEqual([]);
  return rig;
}

/** The repository, query and default branch of each location. */
function toFound(rig: ProviderRig): string[] {
  return rig.catalog.entities
    .map(({ metadata, spec }) => {
      const target = String(spec?.target).replace(BROWSE, '');
      const branch = metadata.annotations?.['bitbucket.org/default-branch'];
      return `${target.replace(`/browse/${FILE}`, '')} ${branch}`;
    })
    .sort();
}

/** What was asked of the repositories. */
function toChecks(rig: ProviderRig): string[] {
  return rig.paths.filter(path => /repos\/./.test(path));
}

const NEXT = '?at=refs%2Fheads%2Fnext';

describe('discoverCatalogFiles', () => {
  it.each(['next', 'refs/heads/next'])(
    'looks at the branch %s alone, and counts the repositories that lack it',
    async branch => {
      const rig = await sweep({ branch });
      expect(toFound(rig)).toEqual([`both${NEXT} undefined`]);
      expect(rig.log.at('info').at(-1)).toContain(
        '3 repositories without the branch, 1 catalog file,',
      );
      expect(rig.urls.filter(url => url.includes('default-branch'))).toEqual([]);
      expect(toChecks(rig)).toHaveLength(5);
    },
  );

  it('looks at fallbackBranch in repositories that lack the branch, and in no others', async () => {
    const rig = await sweep({ branch: 'next', fallbackBranch: 'spare' });
    expect(toFound(rig)).toEqual([
      `both${NEXT} undefined`,
      'spare-only?at=refs%2Fheads%2Fspare undefined',
    ]);
    expect(toChecks(rig)).toHaveLength(5 + 3);
    expect(rig.log.at('info').at(-1)).toContain(
      '2 repositories without the branch, 2 catalog files,',
    );
  });

  it('looks at the default branch in repositories that lack the branch where fallbackBranch is HEAD', async () => {
    const rig = await sweep({ branch: 'next', fallbackBranch: 'HEAD' });
    expect(toFound(rig)).toEqual([
      `both${NEXT} undefined`,
      'main-only main',
      'spare-only spare',
    ]);
    expect(rig.urls.filter(url => url.includes('default-branch'))).toEqual([]);
    expect(rig.log.at('info').at(-1)).toContain('1 empty repository left out');
  });

  it('lists the tree of the branch, and asks for no default branch', async () => {
    const rig = await sweep({
      branch: 'next',
      fallbackBranch: 'HEAD',
      catalogPath: '**/*.yaml',
    });
    expect(toFound(rig)).toEqual([
      `both${NEXT} undefined`,
      'main-only undefined',
      'spare-only undefined',
    ]);
    expect(rig.urls.filter(url => url.includes('default-branch'))).toEqual([]);
  });

  it('emits every repository at the branch where nobody looks, without a request', async () => {
    const rig = await sweep({ branch: 'next', validateLocationsExist: false });
    expect(toFound(rig)).toHaveLength(5);
    expect(toChecks(rig)).toEqual([]);
  });

  it('encodes the whole ref in the target', async () => {
    const branch = 'feature/a&b+c#d%2Fe';
    const rig = new ProviderRig({
      server,
      standIn: {
        projects: [{ key: 'A' }],
        repositories: [
          { project: 'A', slug: 'one', branches: { [branch]: withFile } },
        ],
      },
      providers: { main: { branch } },
    });
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toEqual([
      `${BROWSE}one/browse/${FILE}?at=refs%2Fheads%2Ffeature%2Fa%26b%2Bc%23d%252Fe`,
    ]);
  });

  it('keeps what was found on the fallback when the branch cannot be asked for', async () => {
    const rig = await sweep({ branch: 'next', fallbackBranch: 'HEAD' });
    const before = toFound(rig);
    rig.breakWith({ match: /at=refs%2Fheads%2Fnext/, respond: { status: 503 } });
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(toFound(rig)).toEqual(before);
  });
});
