import { toJsonParameter } from './toJsonParameter';

describe('toJsonParameter', () => {
  it('gives the values of each row in their order, and null for none', () => {
    expect(toJsonParameter([{ a: 'x', b: 1, c: undefined, d: null }])).toBe(
      '[["x",1,null,null]]',
    );
  });

  it('leaves out zero characters, and replaces halves of pairs', () => {
    const rows = [{ a: 'a\0b' }, { a: 'a\ud83db' }, { a: 'a\udc00b' }];
    expect(toJsonParameter(rows)).toBe('[["ab"],["a\ufffdb"],["a\ufffdb"]]');
  });

  it('leaves whole pairs, and JSON within a text, as they are', () => {
    const rows = [{ a: '🚀', b: JSON.stringify({ c: 'a\0b' }) }];
    expect(JSON.parse(toJsonParameter(rows))).toEqual([
      ['🚀', '{"c":"a\\u0000b"}'],
    ]);
  });
});
