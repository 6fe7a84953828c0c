import { FailingFile } from '../fileErrors';
import { RepositoryRow } from '../memory';
import { toFileReports, toFiles } from './toFiles';

const base = 'https://git.example.com/projects/PLAT/repos/api/browse';
const mapper = {
  toLocation: ({ path, query = '' }: { path: string; query?: string }) => ({
    type: 'url',
    target: `${base}/${path}${query}`,
  }),
};
const row: RepositoryRow = {
  ...{ key: 'id:1', projectKey: 'PLAT', repoSlug: 'api', revision: 1 },
  defaultBranch: 'main',
  answer: {
    outcome: 'present',
    files: [{ path: 'a.yaml' }, { path: 'b/a.yaml', ref: 'refs/heads/x' }],
  },
};
const config = { refs: [{ ref: 'refs/heads/x', query: '?at=x' }, {}] };

const toEntity = (entityRef: string, target: string) => ({
  ...{ entityRef, foundIn: 'plat/api', isWanted: true, isTold: true },
  timesRetold: 0,
  json: JSON.stringify({
    metadata: {
      annotations: { 'backstage.io/managed-by-location': `url:${target}` },
    },
  }),
});

describe('toFiles', () => {
  it('gives the targets that the catalog was told, with what was told of each', () => {
    const other = 'https://elsewhere.example.com/projects/PLAT/repos/api/browse';
    const files = toFiles(row, {
      ...{ config, mapper },
      entities: [
        toEntity('location:default/one', `${other}/a.yaml`),
        toEntity('location:default/two', `${other}/b/a.yaml?at=x`),
        { ...toEntity('location:default/old', `${other}/a.yaml`), isWanted: false },
      ],
    });
    expect(files).toEqual([
      {
        ...{ path: 'a.yaml', ref: 'refs/heads/main' },
        ...{ target: `${other}/a.yaml`, entityRefs: ['location:default/one'] },
      },
      {
        ...{ path: 'b/a.yaml', ref: 'refs/heads/x' },
        target: `${other}/b/a.yaml?at=x`,
        entityRefs: ['location:default/two'],
      },
    ]);
  });

  it('takes a file in a directory called browse for no other one', () => {
    const answer = {
      outcome: 'present',
      files: [{ path: 'a.yaml' }, { path: 'docs/browse/a.yaml' }],
    } as const;
    const files = toFiles(
      { ...row, answer },
      {
        ...{ config, mapper },
        entities: [
          toEntity('location:default/two', `${base}/docs/browse/a.yaml`),
          toEntity('location:default/one', `${base}/a.yaml`),
        ],
      },
    );
    expect(files).toMatchObject([
      { target: `${base}/a.yaml`, entityRefs: ['location:default/one'] },
      {
        target: `${base}/docs/browse/a.yaml`,
        entityRefs: ['location:default/two'],
      },
    ]);
  });

  it('makes the target of a file of which nothing was told', () => {
    const files = toFiles(row, { config, mapper, entities: [] });
    expect(files.map(({ target }) => target)).toEqual([
      `${base}/a.yaml`,
      `${base}/b/a.yaml?at=x`,
    ]);
  });

  it('gives none of a repository that has none', () => {
    const answer = { outcome: 'absent', reason: 'noFile' } as const;
    expect(
      toFiles({ ...row, answer }, { config, mapper, entities: [] }),
    ).toEqual([]);
  });
});

const target = 'https://git.example.com/projects/PLAT/repos/api/browse/a.yaml';
const location = 'location:default/generated-1';
const file = { path: 'a.yaml', target, entityRefs: [location] };
const failing: FailingFile = {
  ...{ entityRef: location, fileRef: location, target },
  reason: 'YAML error at line 1',
  file: { projectKey: 'PLAT', repoSlug: 'api', path: 'a.yaml' },
};

describe('toFileReports', () => {
  it('names what the catalog was told, and what it has made of it, each once', () => {
    const entityRefs = ['component:default/b', location];
    const shown = new Map([[target, { entityRefs, failures: [] }]]);
    expect(toFileReports([file], { shown, failing: [] })).toEqual([
      {
        ...{ path: 'a.yaml', ref: null, target, failures: [] },
        entityRefs: ['component:default/b', location],
      },
    ]);
  });

  it('tells of a file that the catalog never could read, with the remedy', () => {
    const [report] = toFileReports([file], {
      shown: new Map(),
      failing: [failing],
    });
    expect(report?.failures).toEqual([
      {
        ...{ entityRef: location, reason: 'YAML error at line 1' },
        remedy: 'open the file, and mend its YAML',
      },
    ]);
  });

  it('believes the catalog where it shows the entity, and nobody about other files', () => {
    const ofFile = { entityRefs: [location], failures: [] };
    const shown = new Map([[target, ofFile]]);
    const other = { ...failing, target: `${target}?at=x` };
    const [report] = toFileReports([file], {
      shown,
      failing: [failing, other],
    });
    expect(report?.failures).toEqual([]);
  });
});
