import { ContestedNames } from './ContestedNames';

const [one, two, three] = ['location:x/one', 'location:x/two', 'location:x/three'];

describe('ContestedNames', () => {
  it('gives who has lost a name to one that goes, once', () => {
    const names = new ContestedNames();
    names.note({ loser: two!, holder: one! });
    names.note({ loser: three!, holder: one! });
    names.note({ loser: two!, holder: one! });

    expect(names.take([one!])).toEqual([two, three]);
    expect(names.take([one!])).toEqual([]);
  });

  it('gives nobody where those that go have taken no name', () => {
    const names = new ContestedNames();
    names.note({ loser: two!, holder: one! });

    expect(names.take([three!])).toEqual([]);
    expect(names.take([])).toEqual([]);
  });

  it('gives those that have lost to any of several', () => {
    const names = new ContestedNames();
    names.note({ loser: three!, holder: one! });
    names.note({ loser: one!, holder: two! });

    expect(names.take([one!, two!])).toEqual([three, one]);
  });
});
