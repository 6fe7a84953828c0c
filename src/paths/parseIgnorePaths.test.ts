import { parseIgnorePaths } from './parseIgnorePaths';

const key = 'p.ignorePaths';

const parse = (configured?: readonly string[]) =>
  parseIgnorePaths(configured, { key });

const ignores = (path: string, configured?: readonly string[]) =>
  parse(configured).matches(path, { below: 0 });

describe('parseIgnorePaths', () => {
  it.each([
    ['node_modules/c.yaml'],
    ['a/node_modules/b/c.yaml'],
    ['skeleton/c.yaml'],
    ['a/b/skeleton/d/c.yaml'],
    ['a/testdata/c.yaml'],
    ['a/.b/__fixtures__/c.yaml'],
  ])('ignores %s by default', path => {
    expect(ignores(path)).toBe(true);
  });

  it.each([['c.yaml'], ['a/skeletons/c.yaml'], ['a/Skeleton/c.yaml']])(
    'leaves %s by default',
    path => {
      expect(ignores(path)).toBe(false);
    },
  );

  it('puts what is configured in the place of the default', () => {
    expect(ignores('skeleton/c.yaml', ['legacy'])).toBe(false);
    expect(ignores('legacy/c.yaml', ['legacy'])).toBe(true);
  });

  it.each([[[]], [['legacy']]])(
    'ignores node_modules whatever is configured: %j',
    configured => {
      expect(ignores('a/node_modules/c.yaml', configured)).toBe(true);
      expect(ignores('skeleton/c.yaml', configured)).toBe(false);
    },
  );

  it.each([
    ['legacy'],
    ['/legacy'],
    ['legacy/'],
    ['legacy/*'],
    ['legacy/**'],
    ['/legacy/**/*'],
    ['{legacy,old}'],
    ['leg*'],
  ])('reads %s from the root on', glob => {
    expect(ignores('legacy/c.yaml', [glob])).toBe(true);
    expect(ignores('legacy/a/b/c.yaml', [glob])).toBe(true);
    expect(ignores('a/legacy/c.yaml', [glob])).toBe(false);
    expect(parse([glob]).findRefused(['legacy'])).toBe('legacy');
  });

  it.each([['**/legacy'], ['**/legacy/'], ['**/legacy/**']])(
    'finds %s at any depth',
    glob => {
      expect(ignores('legacy/c.yaml', [glob])).toBe(true);
      expect(ignores('a/.b/legacy/c.yaml', [glob])).toBe(true);
      expect(parse([glob]).findRefused(['a', 'legacy', 'b'])).toBe('a/legacy');
    },
  );

  it('ignores a file', () => {
    expect(ignores('a/draft.yaml', ['**/draft.yaml'])).toBe(true);
    expect(ignores('a/c.yaml', ['**/draft.yaml'])).toBe(false);
  });

  it('leaves the directories that a pattern names', () => {
    const path = 'a/testdata/skeleton/c.yaml';

    expect(parse().matches(path, { below: 1 })).toBe(true);
    expect(parse().matches(path, { below: 2 })).toBe(true);
    expect(parse().matches(path, { below: 3 })).toBe(false);
  });

  it('refuses a directory that is configured or named node_modules, and none of the default', () => {
    const configured = ['legacy', 'a/b'];

    expect(parse(configured).findRefused(['legacy', 'x'])).toBe('legacy');
    expect(parse(configured).findRefused(['a', 'b', 'c'])).toBe('a/b');
    expect(parse(configured).findRefused(['a'])).toBeUndefined();
    expect(parse().findRefused(['x', 'node_modules'])).toBe('x/node_modules');
    expect(parse().findRefused(['skeleton', 'testdata'])).toBeUndefined();
    expect(parse().findRefused([])).toBeUndefined();
  });

  it.each([
    ['', 'p.ignorePaths is empty; this is all there is in a repository'],
    ['/', "p.ignorePaths is '/'; this is all there is in a repository"],
    ['**', "p.ignorePaths is '**'; this is all there is in a repository"],
    ['a/../b', "p.ignorePaths is 'a/../b'; write the path from the root on"],
    ['[a', "p.ignorePaths is '[a'; it is not a valid glob: a [ is not closed"],
  ])('refuses %j', (glob, message) => {
    expect(() => parse(['legacy', glob])).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
