import { ForeignIds } from './ForeignIds';

describe('ForeignIds', () => {
  function flip(ids: ForeignIds, { times }: { times: number }): boolean[] {
    return Array.from({ length: times }, () => {
      ids.noteRead('file', { known: 'listed' });
      return ids.noteListing('file', { listed: 'listed' });
    });
  }

  it('tells once that a server lists by ids of its own', () => {
    const found = flip(new ForeignIds(), { times: 10 });
    expect(found.filter(Boolean)).toHaveLength(1);
  });

  it('takes one change and its revert for what they are', () => {
    expect(flip(new ForeignIds(), { times: 2 })).toEqual([false, false]);
  });

  it('says nothing of a listing that shows what a push has brought', () => {
    const ids = new ForeignIds();
    for (let push = 0; push < 10; push += 1) {
      ids.noteRead('file', { known: `${push}` });
      expect(ids.noteListing('file', { listed: `${push + 1}` })).toBe(false);
    }
  });

  it('tells as well after however many files have changed otherwise', () => {
    const ids = new ForeignIds();
    for (let file = 0; file < 20_000; file += 1) {
      ids.noteRead(`changed ${file}`, { known: 'before' });
    }
    expect(flip(ids, { times: 3 })).toEqual([false, false, true]);
  });
});
