import type { JsonObject } from '@backstage/types';
import { discoverOne } from '../../dev/rig/discoverOne';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';

const rig = useApiRig();
const withFile = new MemoryFileTree({ 'catalog-info.yaml': '' });
const without = new MemoryFileTree({ 'README.md': '' });

/** The branches of a repository, by what it is like. */
const BRANCHES = {
  both: { main: withFile, next: withFile },
  'main alone': { main: withFile },
  'next without the file': { main: withFile, next: without },
  'spare alone': { spare: withFile },
  none: {},
};

type Kind = keyof typeof BRANCHES;

async function discover(
  kind: Kind,
  options: { provider: JsonObject; rules?: FaultRule[] },
) {
  const { answer, found, urls } = await discoverOne(rig, {
    ...options,
    repository: {
      branches: BRANCHES[kind],
      defaultBranch: kind === 'spare alone' ? 'spare' : 'main',
    },
  });
  return {
    /** The query and the default branch of the file, or why there is none. */
    result:
      answer.outcome === 'present'
        ? answer.files.map(
            ({ query, defaultBranch }) => `${query} ${defaultBranch}`,
          )
        : found,
    urls,
  };
}

const NEXT = ['?at=refs%2Fheads%2Fnext undefined'];
const HEADS = '/browse?at=refs%2Fheads%2F';

describe('discoverCatalogFiles with branch', () => {
  it.each<[Kind, string[] | string]>([
    ['both', NEXT],
    ['main alone', 'noBranch'],
    ['next without the file', 'noFile'],
    ['spare alone', 'noBranch'],
    ['none', 'noBranch'],
  ])(
    'looks at it alone, by one request, where a repository has %s',
    async (kind, result) => {
      for (const branch of ['next', 'refs/heads/next']) {
        const given = await discover(kind, { provider: { branch } });
        expect(given.result).toEqual(result);
        expect(given.urls).toEqual([`${HEADS}next&limit=1000`]);
      }
    },
  );

  it.each<[Kind, string[] | string, number]>([
    ['both', NEXT, 1],
    ['main alone', 'noBranch', 2],
    ['next without the file', 'noFile', 1],
    ['spare alone', ['?at=refs%2Fheads%2Fspare undefined'], 2],
    ['none', 'noBranch', 2],
  ])(
    'looks at fallbackBranch where a repository has %s, if that lacks the branch',
    async (kind, result, requests) => {
      const provider = { branch: 'next', fallbackBranch: 'spare' };
      const given = await discover(kind, { provider });
      expect(given.result).toEqual(result);
      expect(given.urls).toHaveLength(requests);
    },
  );

  it.each<[Kind, string[] | string]>([
    ['both', NEXT],
    ['main alone', ['undefined main']],
    ['next without the file', 'noFile'],
    ['spare alone', ['undefined spare']],
    ['none', 'empty'],
  ])(
    'looks at the default branch where a repository has %s and fallbackBranch is HEAD',
    async (kind, result) => {
      const provider = { branch: 'next', fallbackBranch: 'HEAD' };
      const given = await discover(kind, { provider });
      expect(given.result).toEqual(result);
      expect(given.urls.join()).not.toContain('default-branch');
    },
  );

  it('lists the tree of the branch, and asks for no default branch', async () => {
    const provider = {
      branch: 'next',
      fallbackBranch: 'HEAD',
      catalogPath: '**/*.yaml',
    };
    const both = await discover('both', { provider });
    expect(both.result).toEqual(NEXT);
    expect(both.urls.join()).not.toContain('default-branch');
    const { result } = await discover('main alone', { provider });
    expect(result).toEqual(['undefined undefined']);
  });

  it('takes it to be there where nobody looks, without a request', async () => {
    const provider = { branch: 'next', validateLocationsExist: false };
    const given = await discover('none', { provider });
    expect(given).toEqual({ result: NEXT, urls: [] });
  });

  it('asks for the branch by its whole name, encoded', async () => {
    const branch = 'feature/a&b+c#d%2Fe';
    const { answer, urls } = await discoverOne(rig, {
      repository: { branches: { [branch]: withFile } },
      provider: { branch },
    });
    const query = '?at=refs%2Fheads%2Ffeature%2Fa%26b%2Bc%23d%252Fe';
    expect(urls).toEqual([`/browse${query}&limit=1000`]);
    expect(answer).toMatchObject({ files: [{ query }] });
  });

  it('looks at no fallback, and does not know, where the branch cannot be asked for', async () => {
    const { result, urls } = await discover('main alone', {
      provider: { branch: 'next', fallbackBranch: 'HEAD' },
      rules: [
        { match: 'at=refs%2Fheads%2Fnext', respond: { status: 503 } },
      ],
    });
    expect(result).toBe('BitbucketServerResponseError');
    expect(urls).toHaveLength(1);
  });
});
