import fc from 'fast-check';
import { expandBraces, parsePathGlob, PathPattern } from './parsePathGlob';

const key = 'p.catalogPath';

const parse = (path: string) => parsePathGlob(path, { key, kind: 'file' });

const parseDirectory = (path: string) =>
  parsePathGlob(path, { key, kind: 'directory' });

const matcherOf = (patterns: readonly PathPattern[]) => (path: string) =>
  patterns.some(({ matches }) => matches(path));

describe('parsePathGlob', () => {
  it.each([
    ['catalog-info.yaml', 'catalog-info.yaml'],
    ['/catalog-info.yaml', 'catalog-info.yaml'],
    ['//a///b//c.yaml', 'a/b/c.yaml'],
    ['my file (1).yaml', 'my file (1).yaml'],
    ['#1+2%20.yaml', '#1+2%20.yaml'],
    ['!important.yaml', '!important.yaml'],
    ['.x/.y.yaml', '.x/.y.yaml'],
    ['a\\*b.yaml', 'a*b.yaml'],
    ['\\[x\\].yaml', '[x].yaml'],
    ['\\{a,b\\}.yaml', '{a,b}.yaml'],
    ['\\{a\\,b\\}.yaml', '{a,b}.yaml'],
    ['\\[slug\\]/c.yaml', '[slug]/c.yaml'],
    ['a\\\\b.yaml', 'a\\b.yaml'],
    ['\\+\\(a\\).yaml', '+(a).yaml'],
  ])('takes %s for the file %s', (path, file) => {
    const [pattern, ...others] = parse(path);

    expect(others).toEqual([]);
    expect(pattern).toEqual({
      text: path.split('/').filter(Boolean).join('/'),
      directories: file.split('/').slice(0, -1),
      isAcrossDirectories: false,
      fileName: file.split('/').at(-1),
      exactPath: file,
      matches: expect.any(Function),
    });
    expect(pattern?.matches(file)).toBe(true);
    expect(pattern?.matches(`${file}x`)).toBe(false);
    expect(pattern?.matches(`x/${file}`)).toBe(false);
    expect(pattern?.matches(file.toUpperCase())).toBe(false);
  });

  it('takes any path whose characters are escaped for that path', () => {
    const parts = fc
      .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
      .map(text => text.replace(/[/\p{Cc}\p{Cs}]/gu, 'x'))
      .filter(text => text !== '.' && text !== '..');
    const paths = fc.array(parts, { minLength: 1, maxLength: 4 });

    fc.assert(
      fc.property(paths, segments => {
        const path = segments.join('/');
        const escaped = path.replace(/[*?[\]{}()!+@,\\]/gu, '\\$&');

        expect(parse(escaped)).toMatchObject([{ exactPath: path }]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['*.yaml', ['a.yaml', 'my file.yaml'], ['.a.yaml', 'a.yml', 'A.YAML']],
    ['.*.yaml', ['.a.yaml'], ['a.yaml']],
    ['*', ['a', 'b.c'], ['.a', '']],
    ['c?.yaml', ['c1.yaml'], ['c.yaml', 'c12.yaml']],
    ['[a-a]?.yaml', ['ab.yaml'], ['bb.yaml']],
    ['[a-c]?.yaml', ['b1.yaml'], ['d1.yaml']],
    ['[!a]*.yaml', ['b.yaml'], ['a.yaml', '.b.yaml']],
    ['+(a|b).yaml', ['ab.yaml'], ['c.yaml']],
    ['!(a).yaml', ['b.yaml'], ['a.yaml']],
    ['#*', ['#1'], ['1']],
    ['{id}-*', ['{id}-1'], ['id-1']],
    ['\\[*\\].yaml', ['[x].yaml'], ['x.yaml']],
  ])('takes %s for a glob in one directory', (path, inside, outside) => {
    const [pattern, ...others] = parse(path);

    expect(others).toEqual([]);
    expect(pattern).toEqual({
      text: path.split('/').filter(Boolean).join('/'),
      directories: [],
      isAcrossDirectories: false,
      matches: expect.any(Function),
    });
    expect(inside.filter(each => !pattern?.matches(each))).toEqual([]);
    expect(outside.filter(each => pattern?.matches(each))).toEqual([]);
  });

  it.each([
    ['**/c.yaml', [], ['c.yaml', 'a/c.yaml', 'a/b/c.yaml'], ['.a/c.yaml']],
    ['**/.a/c.yaml', [], ['.a/c.yaml', 'b/.a/c.yaml'], ['a/c.yaml']],
    ['a/**/c.yaml', ['a'], ['a/c.yaml', 'a/b/c.yaml'], ['c.yaml', 'b/c.yaml']],
    ['a/*/c.yaml', ['a'], ['a/b/c.yaml'], ['a/c.yaml', 'a/b/b/c.yaml']],
    ['*/c.yaml', [], ['a/c.yaml'], ['c.yaml', '.a/c.yaml', 'a/b/c.yaml']],
    ['a/b[12]/c.yaml', ['a'], ['a/b1/c.yaml'], ['a/b3/c.yaml']],
    ['@(a|b)/c.yaml', [], ['a/c.yaml', 'b/c.yaml'], ['c/c.yaml']],
    ['a/**/**/c.yaml', ['a'], ['a/c.yaml', 'a/b/c.yaml'], ['b/c.yaml']],
  ])('takes %s for a glob across directories', (path, ...expected) => {
    const [directories, inside, outside] = expected;
    const [pattern, ...others] = parse(path);

    expect(others).toEqual([]);
    expect(pattern).toEqual({
      text: path.split('/').filter(Boolean).join('/'),
      directories,
      isAcrossDirectories: true,
      fileName: 'c.yaml',
      matches: expect.any(Function),
    });
    expect(inside.filter(each => !pattern?.matches(each))).toEqual([]);
    expect(outside.filter(each => pattern?.matches(each))).toEqual([]);
  });

  it.each([
    ['*a*a*.yaml', 'aaa.yaml'.padStart(255, 'a')],
    ['**/c.yaml', `${'a'.repeat(255)}/c.yaml`],
    ['**/c.yaml', `b/${'a'.repeat(255)}/c.yaml`],
  ])('matches by %s no part longer than 255 characters', (path, longest) => {
    const matches = matcherOf(parse(path));

    expect(matches(longest)).toBe(true);
    expect(matches(longest.replace('aa', 'aaa'))).toBe(false);
  });

  it('matches a part of any length that is written out', () => {
    const path = `${'a'.repeat(300)}/c.yaml`;

    expect(matcherOf(parse(path))(path)).toBe(true);
  });

  it.each([
    ['c.{yaml,yml}', ['c.yaml', 'c.yml']],
    ['c.{a,b{1,2}}', ['c.a', 'c.b1', 'c.b2']],
    ['c{1..3}', ['c1', 'c2', 'c3']],
    ['{a,b}/c.yaml', ['a/c.yaml', 'b/c.yaml']],
    ['{a/b,c}.yaml', ['a/b.yaml', 'c.yaml']],
    ['{a,}/c.yaml', ['a/c.yaml', 'c.yaml']],
    ['{/a,b}.yaml', ['a.yaml', 'b.yaml']],
    ['a/{,b}/c.yaml', ['a/c.yaml', 'a/b/c.yaml']],
    ['{a\\,b,c}.yaml', ['a,b.yaml', 'c.yaml']],
    ['{a,b}\\{c,d\\}', ['a{c,d}', 'b{c,d}']],
    ['[{a,b}].yaml', ['a.yaml', 'b.yaml']],
    ['{a,a}.yaml', ['a.yaml']],
  ])('takes the brace sets of %s for paths of their own', (path, files) => {
    expect(parse(path).map(({ exactPath }) => exactPath)).toEqual(files);
  });

  it('resolves a brace set of a path and a glob into one of each', () => {
    expect(parse('{a,**}/c.yaml')).toMatchObject([
      { exactPath: 'a/c.yaml' },
      { directories: [], isAcrossDirectories: true },
    ]);
  });

  it('takes a class of one character for that character', () => {
    expect(parse('[c].yaml')).toMatchObject([{ exactPath: 'c.yaml' }]);
  });

  it.each([
    ['', 'name a file behind the last slash'],
    ['a/', 'name a file behind the last slash'],
    ['a/**', 'name a file behind the last slash'],
    ['a/{b,}', 'name a file behind the last slash'],
    ['a/{b,**}', 'name a file behind the last slash'],
    ['{a/,b}', 'name a file behind the last slash'],
    ['a/../b', 'write the path from the root on, without . and ..'],
    ['{..,a}/c.yaml', 'write the path from the root on, without . and ..'],
    ['{.,a}/c.yaml', 'write the path from the root on, without . and ..'],
    ['a{/../,b}c', 'write the path from the root on, without . and ..'],
    ['a\\b', 'put / between directories, not a backslash'],
    ['\\😀', 'put / between directories, not a backslash'],
    ['a\u0085b', 'leave out the line break or other control character'],
    ['a\ud800', 'leave out the line break or other control character'],
    ['a'.repeat(4097), '4096 characters are the most'],
    ['{1..101}', 'its brace sets stand for more than 100 paths: use a wildcard'],
    ['{a,b}'.repeat(30), 'its brace sets stand for more than 100 paths'],
    ['{,}', 'a brace set wants a name in it'],
  ])('refuses %j', (path, problem) => {
    expect(() => parse(path)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(/^p\.catalogPath is /),
      }),
    );
    expect(() => parse(path)).toThrow(problem);
  });

  it.each([
    ['c.{yaml,yml', 'a { wants two or more names'],
    ['c.{yaml', 'a { wants two or more names'],
    ['*.{yaml', 'a { wants two or more names'],
    ['c.yaml}', 'a { wants two or more names'],
    ['{a..}', 'a { wants two or more names'],
    ['${a,b}', 'a { wants two or more names'],
    ['[ab.yaml', 'a [ is not closed'],
    ['*[ab.yaml', 'a [ is not closed'],
    ['{[a,b],c}', 'a [ is not closed'],
    ['+(a|b.yaml', 'a ( is not closed'],
    ['{+(a,b)}', 'a ( is not closed'],
    ['[z-a].yaml', 'the range z-a runs backwards'],
    ['{**,a}x', '** stands for directories only as a part of its own'],
  ])('refuses the glob %s', (path, problem) => {
    const message = `p.catalogPath is '${path}'; it is not a valid glob: ${problem}`;

    expect(() => parse(path)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('reads as many alternatives as there may be', () => {
    expect(parse('{1..100}/c.yaml')).toHaveLength(100);
  });

  it.each([
    ['legacy'],
    ['/legacy'],
    ['legacy/'],
    ['/legacy/'],
    ['legacy/*'],
    ['legacy/**'],
    ['legacy/**/*'],
    ['legacy/**/'],
    ['{legacy,x}/**'],
    ['{legacy/**,x}'],
  ])('takes %s for the directory at the root', path => {
    const matches = matcherOf(parseDirectory(path));

    expect(matches('legacy')).toBe(true);
    expect(matches('a/legacy')).toBe(false);
    expect(matches('legacy2')).toBe(false);
  });

  it("matches a directory's first dot with a wildcard", () => {
    const matches = matcherOf(parseDirectory('**/b*'));

    expect(['.a/b', 'b', 'a/.c/bc'].filter(matches)).toHaveLength(3);
    expect(matcherOf(parseDirectory('*c'))('.c')).toBe(true);
  });

  it.each([[''], ['/'], ['*'], ['**'], ['/**/*'], ['{a,**}'], ['{/,a}']])(
    'refuses %j for directories',
    path => {
      expect(() => parseDirectory(path)).toThrow(
        'this is all there is in a repository, name a directory',
      );
    },
  );
});

const expand = (glob: string) => expandBraces(glob, { most: 10 });

describe('expandBraces', () => {
  it.each([
    ['/c.yaml', ['/c.yaml']],
    ['/c.{yaml,yml}', ['/c.yaml', '/c.yml']],
    ['/{a,b/c}/d', ['/a/d', '/b/c/d']],
    ['c.{a,b{1,2}}', ['c.a', 'c.b1', 'c.b2']],
    ['c{1..3}', ['c1', 'c2', 'c3']],
    ['c{01..02}', ['c01', 'c02']],
    ['{a..e..2}', ['a', 'c', 'e']],
    ['{,a}/c', ['/c', 'a/c']],
    ['{a,a}', ['a']],
    ['{,}', []],
  ])('resolves %s', (glob, alternatives) => {
    expect(expand(glob)).toEqual(alternatives);
  });

  it.each([
    ['\\{a,b\\}', ['\\{a,b\\}']],
    ['{a\\,b,c}', ['a\\,b', 'c']],
    ['{a,b}\\{c,d\\}', ['a\\{c,d\\}', 'b\\{c,d\\}']],
    ['{a,b}\\\\*', ['a\\\\*', 'b\\\\*']],
    ['\\*{\\[,\\*}', ['\\*\\[', '\\*\\*']],
  ])('keeps the backslashes of %s', (glob, alternatives) => {
    expect(expand(glob)).toEqual(alternatives);
  });

  it.each([['c.{yaml}'], ['c.{yaml'], ['c}'], ['{}'], ['{a..}'], ['${a,b}']])(
    'leaves %s, which is no brace set',
    glob => {
      expect(expand(glob)).toEqual([glob]);
    },
  );

  it.each([['{1..1000000}'], ['{a,b}'.repeat(500)]])(
    'gives one above the most where there are more',
    glob => {
      expect(expand(glob)).toHaveLength(11);
    },
  );
});
