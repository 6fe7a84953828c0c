import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { RecordingObserver } from './testing/RecordingObserver';
import { recordSweep } from './testing/recordSweep';

const rig = useApiRig();
/** So many projects for so few repositories that one list is cheaper. */
const lastSizes = { projects: 3_000, repositories: 20_000 };
const LIST = '/repos\\?archived';

function start({ rules }: { rules?: FaultRule[] } = {}) {
  return rig.start({
    projects: [
      { key: 'A' },
      { key: 'B' },
      { key: 'EMPTY' },
      { key: 'OUT' },
      { key: '~noor' },
    ],
    repositories: [
      { project: 'A', slug: 'one' },
      { project: 'A', slug: 'two' },
      { project: 'B', slug: 'old', archived: true },
      { project: 'OUT', slug: 'out' },
      { project: '~noor', slug: 'notes' },
    ],
    rules,
  });
}

function listOfProjects(...values: { key: string }[]): FaultRule {
  const body = JSON.stringify({ isLastPage: true, values });
  return { match: '/projects\\?', respond: { status: 200, body } };
}

const KNOWN = ['A/one', 'A/two', 'B/old', 'OUT/out', '~noor/notes'];
const provider = { filters: { exclude: { projectKey: '^OUT$' } } };
const withPersonal = { ...provider, includePersonalRepos: true };

const sorted = (texts: readonly string[]) => [...texts].sort();

/** What has been told, apart from the order. */
function toTold(seen: RecordingObserver) {
  return {
    projects: sorted(seen.projects),
    projectsDone: sorted(seen.projectsDone),
    projectsListed: seen.projectsListed,
    listed: sorted(seen.listed),
    unlisted: sorted(seen.unlisted),
    incompleteLists: seen.incompleteLists,
  };
}

describe('sweepByOneList', () => {
  it.each([
    ['without personal projects', provider],
    ['with personal projects', withPersonal],
    [
      'without archived repositories',
      { filters: { ...provider.filters, skipArchivedRepos: true } },
    ],
  ])('tells the same as the lists of projects, %s', async (_, options) => {
    const byProject = await recordSweep(start(), {
      provider: options,
      known: KNOWN,
    });
    const byOneList = await recordSweep(start(), {
      ...{ provider: options, known: KNOWN, lastSizes },
    });
    expect(toTold(byOneList)).toEqual(toTold(byProject));
  });

  it('reads no list of a project, but for one that it shows nothing of', async () => {
    const seen = await recordSweep(start(), { provider, lastSizes });
    expect(rig.paths().filter(path => !/start=/.test(path))).toEqual([
      '/projects?limit=1000',
      '/repos?archived=ALL&limit=1000',
      '/projects/EMPTY/repos?limit=1000',
    ]);
    expect(seen.sizes).toEqual({ projects: 3, repositories: 5 });
  });

  it('says which known ones the list does not show', async () => {
    const api = start();
    rig.standIn().removeRepository('A', { slug: 'two' });
    rig.standIn().removeRepository('~noor', { slug: 'notes' });
    const seen = await recordSweep(api, {
      ...{ provider: withPersonal, known: KNOWN, lastSizes },
    });
    expect(sorted(seen.unlisted)).toEqual([
      'A/two',
      'OUT/out: exclude.projectKey',
      '~noor/notes',
    ]);
  });

  it.each([
    ['tells of nothing in one that is not known', ['A/one'], []],
    ['asks by itself for a known one', ['A/one', 'B/old'], ['B/old']],
  ])(
    'of the projects that the list of projects does not show, %s',
    async (_, known, listed) => {
      const rules = [listOfProjects({ key: 'A' })];
      const api = start({ rules });
      const seen = await recordSweep(api, { provider, known, lastSizes });
      expect(sorted(seen.listed)).toEqual(['A/one', 'A/two', ...listed]);
      expect(seen.unlisted).toEqual([]);
    },
  );

  describe.each([500, 404])('where the list is answered %s', status => {
    const rules = [
      { match: `${LIST}=ALL&start=2`, respond: { status } },
    ];

    it('reads the lists of projects, and tells of each repository once', async () => {
      const seen = await recordSweep(start({ rules }), {
        ...{ provider, known: KNOWN, lastSizes },
      });
      expect(sorted(seen.listed)).toEqual(['A/one', 'A/two', 'B/old']);
      expect(seen.unlisted).toEqual(['OUT/out: exclude.projectKey', '~noor/notes: personal']);
      expect(seen.incompleteLists).toEqual([]);
      expect(sorted(seen.projectsDone)).toEqual(['A', 'B', 'EMPTY', 'OUT']);
    });

    it('does not know of personal projects', async () => {
      const seen = await recordSweep(start({ rules }), {
        ...{ provider: withPersonal, known: KNOWN, lastSizes },
      });
      expect(sorted(seen.listed)).toEqual(['A/one', 'A/two', 'B/old']);
      expect(seen.unlisted).toContainEqual(
        expect.stringMatching(/^~noor\/notes: (?!gone)\w+Error$/),
      );
      expect(seen.incompleteLists).toEqual(['all projects']);
    });
  });

  it('reads the list once for all where the server lists no project', async () => {
    const rules = [listOfProjects()];
    const seen = await recordSweep(start({ rules }), { provider, lastSizes });
    expect(sorted(seen.listed)).toEqual(['A/one', 'A/two', 'B/old']);
  });
});
