import { KeptContents } from './KeptContents';

const content = (length: number) => Buffer.alloc(length, 'x');

describe('KeptContents', () => {
  it('keeps the contents that were asked for last, up to the limit', () => {
    const kept = new KeptContents({ keptBytes: 30, keptFileBytes: 20 });
    kept.keep('a', content(15));
    kept.keep('b', content(15));
    expect(kept.get('a')).toEqual(content(15));
    kept.keep('c', content(15));
    expect(kept.get('b')).toBeUndefined();
    expect(kept.get('a')).toEqual(content(15));
  });

  it('keeps an empty file', () => {
    const kept = new KeptContents({ keptBytes: 30, keptFileBytes: 20 });
    kept.keep('a', content(0));
    expect(kept.get('a')).toEqual(content(0));
  });

  it('keeps none above the limit of a file', () => {
    const kept = new KeptContents({ keptBytes: 30, keptFileBytes: 20 });
    kept.keep('a', content(21));
    expect(kept.get('a')).toBeUndefined();
  });

  it.each([
    { keptBytes: 0, keptFileBytes: 20 },
    { keptBytes: 30, keptFileBytes: 0 },
  ])('keeps nothing with %j', limits => {
    const kept = new KeptContents(limits);
    kept.keep('a', content(1));
    expect(kept.get('a')).toBeUndefined();
  });
});
