import { AppConfig, ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { CatalogRef, isRefName } from '../paths';
import { providerOptions } from './options';
import { readOptions } from './readOptions';
import { toCatalogRefs } from './toCatalogRefs';

type JsonObject = AppConfig['data'];

const refOptions = providerOptions.pick({ branch: true, fallbackBranch: true });

function read(data: JsonObject, at?: CatalogRef) {
  const key = 'p.main';
  const config = new ConfigReader(data);
  return toCatalogRefs(readOptions(refOptions, { config, key }), { key, at });
}

const heads = (branch: string) => ({
  ref: `refs/heads/${branch}`,
  query: `?at=${encodeURIComponent(`refs/heads/${branch}`)}`,
});

const at = { ref: 'dev', query: '?at=dev' };

describe('toCatalogRefs', () => {
  it.each([[{}], [{ branch: null }], [{ branch: null, fallbackBranch: null }]])(
    'looks at the default branch for %j',
    data => {
      expect(read(data)).toEqual([{}]);
    },
  );

  it('looks at the ref of catalogPath where there is no branch', () => {
    expect(read({}, at)).toEqual([at]);
  });

  it.each([['dev'], ['feature/a&b+c#d%'], ['refs/heads/dev'], ['grün']])(
    'looks at the branch %s',
    branch => {
      const short = branch.replace('refs/heads/', '');

      expect(read({ branch })).toEqual([heads(short)]);
    },
  );

  it('writes the ref into the query percent-encoded', () => {
    expect(read({ branch: 'a/b#c' })).toEqual([
      { ref: 'refs/heads/a/b#c', query: '?at=refs%2Fheads%2Fa%2Fb%23c' },
    ]);
  });

  it('looks at the fallback after the branch', () => {
    expect(read({ branch: 'next', fallbackBranch: 'refs/heads/main' })).toEqual(
      [heads('next'), heads('main')],
    );
  });

  it('takes HEAD as a fallback for the default branch', () => {
    expect(read({ branch: 'next', fallbackBranch: 'HEAD' })).toEqual([
      heads('next'),
      {},
    ]);
  });

  it.each<[JsonObject, string]>([
    [
      { branch: 'refs/tags/v1' },
      "p.main.branch is 'refs/tags/v1', and only branches are looked at; give it the name of a branch, such as main or refs/heads/main",
    ],
    [
      { branch: 'main', fallbackBranch: 'refs/tags/v1' },
      "p.main.fallbackBranch is 'refs/tags/v1', and only branches",
    ],
    [{ branch: 'refs/heads/refs/tags/v1' }, 'only branches are looked at'],
    [
      { branch: 'HEAD' },
      "p.main.branch is 'HEAD'; the default branch is looked at where the key is left out",
    ],
    [
      { branch: 'a b' },
      "p.main.branch is 'a b'; this cannot be the name of a branch",
    ],
    [
      { branch: ' main' },
      "p.main.branch is ' main'; this cannot be the name of a branch",
    ],
    [
      { branch: 'refs/heads/' },
      "p.main.branch is 'refs/heads/'; this cannot be the name of a branch",
    ],
    [
      { branch: '\ud800' },
      "p.main.branch is '\ud800'; this cannot be the name of a branch",
    ],
    [{ branch: '' }, 'p.main.branch is empty; give it a value'],
    [{ branch: 5 }, 'p.main.branch is 5 (a number); put it in quotes'],
    [{ branch: ['a'] }, 'p.main.branch is a list; a string is wanted'],
    [
      { fallbackBranch: 'main' },
      "p.main.fallbackBranch is 'main'; it is looked at in repositories without the branch: set branch as well",
    ],
    [
      { branch: 'main', fallbackBranch: 'refs/heads/main' },
      "p.main.fallbackBranch is 'refs/heads/main'; name another than in branch",
    ],
  ])('refuses %j', (data, message) => {
    expect(() => read(data)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('refuses a branch next to a ref in catalogPath', () => {
    expect(() => read({ branch: 'main' }, at)).toThrow(
      "p.main.branch is 'main'; and p.main.catalogPath holds ?at=dev: leave that out",
    );
  });

  it('refuses a fallback next to a ref in catalogPath', () => {
    expect(() => read({ fallbackBranch: 'main' }, at)).toThrow(
      "p.main.fallbackBranch is 'main'",
    );
  });

  it('gives for any branch a query that is decoded to its ref', () => {
    const names = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter(name => isRefName(name) && name !== 'HEAD')
      .filter(name => !name.startsWith('refs/'));

    fc.assert(
      fc.property(names, branch => {
        const [found, ...others] = read({ branch });

        expect(others).toEqual([]);
        expect(found?.ref).toBe(`refs/heads/${branch}`);
        expect(decodeURIComponent(found?.query ?? '')).toBe(
          `?at=refs/heads/${branch}`,
        );
      }),
    );
  });
});
