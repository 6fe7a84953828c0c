import { expandBraces } from './expandBraces';

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
