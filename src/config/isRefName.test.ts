import { isRefName } from './isRefName';

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
