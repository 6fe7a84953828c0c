import { toJsonParameter } from './toJsonParameter';

describe('toJsonParameter', () => {
  it('gives the values of each row in the order of columns, and null for none', () => {
    const rows = [
      { a: 'x', b: 1, c: undefined, d: null },
      { d: 'z', a: 'y', b: 2, c: true },
    ];
    expect(toJsonParameter(rows, { columns: ['a', 'b', 'c', 'd'] })).toBe(
      '[["x",1,null,null],["y",2,true,"z"]]',
    );
  });

  it('leaves out zero characters, and replaces halves of pairs', () => {
    const rows = [{ a: 'a\0b' }, { a: 'a\ud83db' }, { a: 'a\udc00b' }];
    expect(toJsonParameter(rows, { columns: ['a'] })).toBe(
      '[["ab"],["a\ufffdb"],["a\ufffdb"]]',
    );
  });

  it('leaves whole pairs, and JSON within a text, as they are', () => {
    const rows = [{ a: '🚀', b: JSON.stringify({ c: 'a\0b' }) }];
    expect(JSON.parse(toJsonParameter(rows, { columns: ['a', 'b'] }))).toEqual([
      ['🚀', '{"c":"a\\u0000b"}'],
    ]);
  });
});
