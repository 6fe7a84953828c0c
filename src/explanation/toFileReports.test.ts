import { FailingFile } from '../fileErrors';
import { toFileReports } from './toFileReports';

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
