import { describeEnded, describeFailing, FailingFile } from './describeFailing';

function failing(count: number): FailingFile[] {
  return Array.from({ length: count }, (_, index) => ({
    entityRef: `location:default/${index}`,
    fileRef: `location:default/${index}`,
    target: 'https://git.example.com',
    reason: 'YAML error',
    remedy: 'mend its YAML',
    file: { projectKey: 'PRJ', repoSlug: `r-${index}`, path: 'a.yaml' },
  }));
}

describe('describeFailing', () => {
  it('gives file, reason, remedy and count, a line each', () => {
    expect(describeFailing(failing(2), { failing: 3 })).toEqual([
      'PRJ/r-0: a.yaml fails in the catalog: YAML error; mend its YAML; 3 failing in all',
      'PRJ/r-1: a.yaml fails in the catalog: YAML error; mend its YAML; 3 failing in all',
    ]);
  });

  it('names an entity that fails in a file which itself was read', () => {
    const [file] = failing(1);
    const entity = {
      ...file!,
      entityRef: 'component:default/x',
      reason: 'it is odd',
      remedy: undefined,
    };
    expect(describeFailing([entity], { failing: 1 })).toEqual([
      'PRJ/r-0: component:default/x of a.yaml fails in the catalog: it is odd; 1 failing in all',
    ]);
  });

  it('makes one line of more than twenty', () => {
    expect(describeFailing(failing(20), { failing: 20 })).toHaveLength(20);
    expect(describeFailing(failing(21), { failing: 30 })).toEqual([
      '21 files fail in the catalog (PRJ/r-0: a.yaml, PRJ/r-1: a.yaml, PRJ/r-2: a.yaml, PRJ/r-3: a.yaml, PRJ/r-4: a.yaml and 16 more), for example: YAML error; mend its YAML; 30 failing in all',
    ]);
  });

  it.each([
    [0, 25, '25 entities fail'],
    [24, 1, '24 files and 1 entity fail'],
    [1, 24, '1 file and 24 entities fail'],
  ])('counts %i files and %i entities as what they are', (files, entities, words) => {
    const begun = failing(files + entities).map((each, index) =>
      index < files ? each : { ...each, entityRef: `component:default/${index}` },
    );
    const [line] = describeFailing(begun, { failing: 25 });
    expect(line).toMatch(new RegExp(`^${words} in the catalog `));
  });

  it('says nothing of nothing', () => {
    expect(describeFailing([], { failing: 7 })).toEqual([]);
  });

  it('lets no path make another line', () => {
    const [file] = failing(1);
    const path = 'a\nmain: all is well\u2028.yaml';
    const [line] = describeFailing(
      [{ ...file!, file: { ...file!.file, path } }],
      { failing: 1 },
    );
    expect(line).toContain('a main: all is well .yaml');
  });
});

describe('describeEnded', () => {
  it.each([
    ['well again', 0, 'well again in the catalog; none is failing now'],
    ['well again', 2, 'well again in the catalog; 2 still failing'],
    ['gone', 1, 'no longer in the catalog; 1 still failing'],
  ] as const)('says that a file is %s, with %s left', (how, left, words) => {
    expect(describeEnded(failing(1), { how, failing: left })).toEqual([
      `PRJ/r-0: a.yaml is ${words}`,
    ]);
  });

  it('makes one line of more than twenty', () => {
    const options = { how: 'well again', failing: 0 } as const;
    const entities = failing(21).map(each => ({ ...each, fileRef: 'x' }));
    expect(describeEnded([], options)).toEqual([]);
    expect(describeEnded(entities, options)).toEqual([
      expect.stringMatching(/^21 entities are well again in the catalog /),
    ]);
    expect(describeEnded(failing(20), options)).toHaveLength(20);
    expect(describeEnded(failing(400), options)).toEqual([
      '400 files are well again in the catalog (PRJ/r-0: a.yaml, PRJ/r-1: a.yaml, PRJ/r-2: a.yaml, PRJ/r-3: a.yaml, PRJ/r-4: a.yaml and 395 more); none is failing now',
    ]);
  });
});
