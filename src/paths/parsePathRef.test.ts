import { isRefName, parsePathRef } from './parsePathRef';

describe('isRefName', () => {
  it.each([
    'main',
    'refs/heads/main',
    'feature/a&b+c#d%2Fe',
    'ä/漢字',
    'a.b',
    'a@b',
    '-x',
    '!{}()',
  ])('accepts %s', name => {
    expect(isRefName(name)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a blank', 'a b'],
    ['a control character', 'a\u0007'],
    ['half a character', 'a\ud800'],
    ['a tilde', 'a~1'],
    ['a caret', 'a^'],
    ['a colon', 'a:b'],
    ['a question mark', 'a?'],
    ['an asterisk', 'a/*'],
    ['an open bracket', 'a[b]'],
    ['a backslash', 'a\\b'],
    ['two dots', 'a..b'],
    ['a brace behind an at', 'a@{1}'],
    ['an at alone', '@'],
    ['two slashes', 'a//b'],
    ['a slash at its start', '/a'],
    ['a slash at its end', 'a/'],
    ['a dot at its end', 'a.'],
    ['a part that begins with a dot', 'a/.b'],
    ['a part that ends in .lock', 'a.lock/b'],
  ])('refuses %s', (_, name) => {
    expect(isRefName(name)).toBe(false);
  });
});

describe('parsePathRef', () => {
  it.each([
    ['?at=refs%2Fheads%2Fdev', 'refs/heads/dev'],
    ['?at=dev', 'dev'],
    ['?at=refs/heads/dev', 'refs/heads/dev'],
    ['?at=v1%2B2', 'v1+2'],
    ['?at=fix%2F%2312', 'fix/#12'],
    ['?at=100%25', '100%'],
    ['?at=gr%C3%BCn', 'grün'],
    ['?at=a=b', 'a=b'],
  ])('cuts off %s and keeps it as it is written', (query, ref) => {
    expect(parsePathRef(`/x.yaml${query}`, { key: 'p.catalogPath' })).toEqual({
      path: '/x.yaml',
      at: { ref, query },
    });
  });

  it.each([['/x.yaml'], ['/x?.yaml'], ['/?at.yaml'], ['/x\\?at=dev'], ['/=']])(
    'leaves %s whole',
    path => {
      expect(parsePathRef(path, { key: 'p.catalogPath' })).toEqual({ path });
    },
  );

  it('cuts off a ref behind a glob with wildcards', () => {
    expect(parsePathRef('/c?.{a,b}?at=dev', { key: 'p.catalogPath' })).toEqual({
      path: '/c?.{a,b}',
      at: { ref: 'dev', query: '?at=dev' },
    });
  });

  it.each([
    ['?at=', 'only ?at= followed by a branch is understood, leave ?at= out'],
    ['?raw=1', 'only ?at= followed by a branch is understood'],
    ['?AT=dev', 'only ?at= followed by a branch is understood'],
    ['?raw=1&at=dev', 'leave ?raw=1&at=dev out'],
    ['?at=dev&raw=1', 'nothing may follow the branch'],
    ['?at=dev#L1', 'nothing may follow the branch'],
    ['?at=%', '% is not percent-encoded'],
    ['?at=%FF', '%FF is not percent-encoded'],
    ['?at=a+b', "'a b' cannot be a branch's name"],
    ['?at=a%20b', "'a b' cannot be a branch's name"],
    ['?at=%00', "cannot be a branch's name"],
    ['?at=*', "'*' cannot be a branch's name"],
    ['?at=a..b', "'a..b' cannot be a branch's name"],
    ['?at=dev?x=y', "'dev?x=y' cannot be a branch's name"],
  ])('refuses %s', (query, problem) => {
    const parse = () => parsePathRef(`/x.yaml${query}`, { key: 'p.catalogPath' });

    expect(parse).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`p.catalogPath is '/x.yaml${query}'`),
      }),
    );
    expect(parse).toThrow(problem);
  });
});
