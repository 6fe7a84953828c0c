import { ListTally, prefersOneList } from './ListTally';

describe('ListTally', () => {
  it('takes the repositories of all projects for those of the server', () => {
    const last = { projects: 9, repositories: 900 };
    const tally = new ListTally({ last });
    tally.addProject({ repositories: 3 });
    tally.addProject({ repositories: 4 });
    expect(tally.toSizes()).toEqual({ projects: 2, repositories: 7 });
  });

  it('keeps what was known where projects are left out', () => {
    const last = { projects: 9, repositories: 900 };
    const tally = new ListTally({ last });
    tally.addProject({ repositories: 3 });
    tally.addLeftOutProject();
    expect(tally.toSizes()).toEqual({ projects: 1, repositories: 900 });
  });

  it('goes by what it sees where nothing is known of projects that are left out', () => {
    const tally = new ListTally({});
    tally.addProject({ repositories: 3 });
    tally.addLeftOutProject();
    expect(tally.toSizes()).toEqual({ projects: 1, repositories: 3 });
  });

  it('believes the list of all repositories', () => {
    const last = { projects: 9, repositories: 900 };
    const tally = new ListTally({ last });
    tally.addLeftOutProject();
    tally.addProject();
    tally.noteServer({ repositories: 5 });
    expect(tally.toSizes()).toEqual({ projects: 1, repositories: 5 });
  });
});

describe('prefersOneList', () => {
  it.each([
    [3_000, 20_000, true],
    [50, 12_000, true],
    [50, 12_001, false],
    [49, 100, false],
    [200, 50_000, false],
    [50, 0, true],
  ])(
    'with %i projects and %i repositories says %s',
    (projects, repositories, expected) => {
      expect(prefersOneList({ projects, repositories })).toBe(expected);
    },
  );

  it('does not where no sweep has seen the lists', () => {
    expect(prefersOneList(undefined)).toBe(false);
  });
});
