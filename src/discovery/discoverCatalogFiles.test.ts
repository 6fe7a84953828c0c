import { discoverOne } from '../../dev/rig/discoverOne';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import type { RepositoryAnswer } from './types';

const rig = useApiRig();

function toBranches(answer: RepositoryAnswer) {
  return answer.outcome === 'present'
    ? answer.files.map(file => file.defaultBranch)
    : undefined;
}

describe('discoverCatalogFiles', () => {
  it('learns of file, default branch and content from one request', async () => {
    const { answer, urls } = await discoverOne(rig, {
      repository: {
        files: { 'catalog-info.yaml': 'hello\n' },
        defaultBranch: 'feature/main',
      },
    });
    expect(urls).toEqual(['/browse?limit=1000']);
    expect(answer).toMatchObject({
      files: [
        {
          path: 'catalog-info.yaml',
          defaultBranch: 'feature/main',
          // As `git hash-object` has it.
          contentId: 'ce013625030ba8dba906f756967f9e9ca394464a',
        },
      ],
      defaultBranch: 'feature/main',
    });
  });

  it('browses the directory that holds the file, each segment encoded', async () => {
    const { found, urls } = await discoverOne(rig, {
      repository: {
        files: { 'a b/c#d/100%?.yaml': '', 'a b/c#d/x.yaml': '' },
      },
      provider: { catalogPath: '/a b/c#d/100%\\?.yaml' },
    });
    expect(urls).toEqual(['/browse/a%20b/c%23d?limit=1000']);
    expect(found).toEqual(['a b/c#d/100%?.yaml']);
  });

  it('asks once more for each further page until it has the file', async () => {
    const { found, urls } = await discoverOne(rig, {
      repository: {
        files: { a: '', b: '', 'catalog-info.yaml': '', d: '', e: '' },
      },
    });
    expect(urls).toEqual([
      '/browse?limit=1000',
      '/browse?start=2&limit=1000',
    ]);
    expect(found).toHaveLength(1);
  });

  it('reads the directory to its last page where the file is not there', async () => {
    const { found, urls } = await discoverOne(rig, {
      repository: { files: { a: '', b: '', d: '', e: '', f: '' } },
    });
    expect(urls).toHaveLength(3);
    expect(found).toBe('noFile');
  });

  it.each([
    ['a directory of that name', { 'catalog-info.yaml/x': '' }],
    ['a file of that name further down', { 'sub/catalog-info.yaml': '' }],
    ['a name in other letters', { 'Catalog-Info.yaml': '' }],
  ])('does not take %s for the file', async (_, files) => {
    const { found } = await discoverOne(rig, { repository: { files } });
    expect(found).toBe('noFile');
  });

  it.each([
    ['is not there', { a: '' }],
    ['is a file', { '.backstage': '' }],
  ])('finds nothing where the directory %s', async (_, files) => {
    const { found, asked } = await discoverOne(rig, {
      repository: { files },
      provider: { catalogPath: '/.backstage/catalog-info.yaml' },
    });
    expect(found).toBe('noFile');
    expect(asked).toEqual(['browse/.backstage']);
  });

  it.each([undefined, null, '0123456789abcdef', 'refs/tags/v1'])(
    'asks for the default branch where the server says that the revision is %s',
    async revision => {
      const values = [
        { path: { components: ['catalog-info.yaml'] }, type: 'FILE' },
      ];
      const body = JSON.stringify({
        revision,
        children: { isLastPage: true, values },
      });
      const { answer, asked } = await discoverOne(rig, {
        repository: { files: { x: '' } },
        rules: [{ match: 'browse', respond: { status: 200, body } }],
      });
      expect(asked).toEqual(['browse', 'default-branch']);
      expect(toBranches(answer)).toEqual(['main']);
    },
  );

  it('reads the ref of an upstream-style path, and keeps its query', async () => {
    const { answer, urls } = await discoverOne(rig, {
      repository: {
        branches: {
          main: new MemoryFileTree({ a: '' }),
          'dev/1': new MemoryFileTree({ 'x.yaml': '' }),
        },
      },
      provider: { catalogPath: '/x.yaml?at=refs%2Fheads%2Fdev/1' },
    });
    expect(urls).toEqual([
      '/browse?at=refs%2Fheads%2Fdev%2F1&limit=1000',
      '/default-branch',
    ]);
    expect(answer).toMatchObject({
      files: [{ path: 'x.yaml', query: '?at=refs%2Fheads%2Fdev/1' }],
      defaultBranch: 'main',
    });
  });

  it.each([404, 204])(
    'finds a file on another ref also where the default branch is answered %s',
    async status => {
      const exceptionName =
        'com.atlassian.bitbucket.repository.NoDefaultBranchException';
      const body = JSON.stringify({ errors: [{ exceptionName }] });
      const respond = { status, ...(status === 404 && { body }) };
      const { answer } = await discoverOne(rig, {
        repository: {
          branches: { next: new MemoryFileTree({ 'x.yaml': '' }) },
        },
        provider: { catalogPath: '/x.yaml?at=refs/heads/next' },
        rules: [{ match: 'default-branch', respond }],
      });
      expect(toBranches(answer)).toEqual([undefined]);
    },
  );

  it('says that the ref is not there', async () => {
    const { found, asked } = await discoverOne(rig, {
      repository: { files: { 'x.yaml': '' } },
      provider: { catalogPath: '/x.yaml?at=refs%2Fheads%2Fdev' },
    });
    expect(asked).toHaveLength(1);
    expect(found).toBe('noBranch');
  });

  it('does not look for the file with validateLocationsExist: false', async () => {
    const { answer, found, asked } = await discoverOne(rig, {
      repository: { files: { a: '' } },
      provider: { validateLocationsExist: false },
    });
    expect(asked).toEqual(['default-branch']);
    expect(found).toEqual(['catalog-info.yaml']);
    expect(toBranches(answer)).toEqual(['main']);
  });

  it.each([
    ['looked into', true, 'not-found'],
    ['looked into', true, 'no-content'],
    ['not looked into', false, 'not-found'],
    ['not looked into', false, 'no-content'],
  ] as const)(
    'says that a repository is empty that is %s (validateLocationsExist: %s), answered as %s',
    async (_, validateLocationsExist, emptyDefaultBranch) => {
      const { found, asked } = await discoverOne(rig, {
        provider: { validateLocationsExist },
        standIn: { emptyDefaultBranch },
      });
      expect(found).toBe('empty');
      expect(asked).toHaveLength(1);
    },
  );

  it.each(['INITIALISING', 'INITIALISATION_FAILED', 'OFFLINE'] as const)(
    'does not ask a repository that is %s',
    async state => {
      const { found, asked } = await discoverOne(rig, {
        repository: { files: { 'catalog-info.yaml': '' }, state },
      });
      expect(found).toBe('RepositoryUnavailableError');
      expect(asked).toEqual([]);
    },
  );

  it.each<[string, string | string[], string]>([
    ['the listing of all files', '**/catalog-info.yaml', '/files\\?'],
    ['a later page of it', '**/catalog-info.yaml', '/files\\?start'],
    ['the default branch', '**/catalog-info.yaml', 'default-branch'],
    ['one of two directories', ['/catalog-info.yaml', '/b/*'], 'browse/b'],
  ])('does not know where %s cannot be read', async (_, catalogPath, match) => {
    const rules: FaultRule[] = [{ match, respond: { status: 500 } }];
    const { found } = await discoverOne(rig, {
      repository: { files: { 'catalog-info.yaml': '', 'b/x': '', c: '' } },
      provider: { catalogPath },
      rules,
    });
    expect(found).toBe('BitbucketServerResponseError');
  });
});
