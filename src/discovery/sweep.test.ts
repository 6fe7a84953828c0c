import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { RecordingObserver } from './testing/RecordingObserver';
import { recordSweep } from './testing/recordSweep';

const rig = useApiRig();
const USER = { 'X-AUSERNAME': 'standin' };

function page(match: string, values: object[], more: object = {}): FaultRule {
  const body = JSON.stringify({ isLastPage: true, values, ...more });
  return { match, respond: { status: 200, headers: USER, body } };
}

function refuse(match: string, status: number, name?: string): FaultRule {
  const exceptionName = name && `com.atlassian.bitbucket.${name}`;
  const body = JSON.stringify({ errors: [{ exceptionName }] });
  return { match, respond: { status, body } };
}

/** Two projects, the first of which has three repositories. */
const SERVER = {
  projects: [{ key: 'A' }, { key: 'B' }],
  repositories: [
    { project: 'A', slug: 'one', files: { 'catalog-info.yaml': '' } },
    { project: 'A', slug: 'two', archived: true },
    { project: 'A', slug: 'three' },
    { project: 'B', slug: 'one' },
  ],
};
const ALL = ['A/one', 'A/three', 'A/two', 'B/one'];
const LISTS = [
  '/projects/A/repos?limit=1000',
  '/projects/A/repos?start=2&limit=1000',
  '/projects/B/repos?limit=1000',
  '/projects?limit=1000',
];

describe('sweep', () => {
  it('tells of every repository once, and looks into none', async () => {
    const seen = await recordSweep(rig.start(SERVER));
    expect([...seen.listed].sort()).toEqual(ALL);
    expect(seen.unlisted).toEqual([]);
    expect(seen.projects).toEqual(['A', 'B']);
    expect([...seen.projectsDone].sort()).toEqual(['A', 'B']);
    expect(seen.projectsListed).toBe(2);
    expect([...rig.paths()].sort()).toEqual(LISTS);
  });

  it('follows every list to its last page, past gaps', async () => {
    const api = rig.start({
      projects: ['A', 'B', 'C', 'D', 'E'].map(key => ({
        key,
        hidden: key === 'B',
      })),
      repositories: ['1', '2', '3', '4', '5'].map(slug => ({
        project: 'C',
        slug,
        hidden: slug === '3',
      })),
    });
    const seen = await recordSweep(api);
    expect(seen.projects).toEqual(['A', 'C', 'D', 'E']);
    expect(seen.listed).toEqual(['C/1', 'C/2', 'C/4', 'C/5']);
  });

  it('goes past an empty page that is not the last', async () => {
    const gap = { isLastPage: false, nextPageStart: 2 };
    const rules = [page('A/repos\\?limit', [], gap)];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }));
    expect(seen.listed.filter(name => name.startsWith('A'))).toHaveLength(1);
  });

  it('tells once of a repository that stands on two pages, whatever its letters', async () => {
    const values = [{ slug: 'Three', project: { key: 'a' } }];
    const first = { isLastPage: false, nextPageStart: 1 };
    const rules = [page('A/repos\\?limit', values, first)];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }));
    expect([...seen.listed].sort()).toEqual(['A/two', 'B/one', 'a/Three']);
  });

  it('goes into a project once that stands on two pages, whatever its letters', async () => {
    const first = { isLastPage: false, nextPageStart: 1 };
    const rules = [page('projects\\?limit', [{ key: 'b' }], first)];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }));
    expect(seen.projects).toEqual(['b']);
  });

  it('gives the answer with a repository that a filter leaves out, and asks for no list of a project that one does', async () => {
    const provider = {
      filters: {
        projectKey: '^A$',
        repoSlug: '^t',
        skipArchivedRepos: true,
      },
    };
    const seen = await recordSweep(rig.start(SERVER), { provider });
    expect([...seen.listed].sort()).toEqual([
      'A/one: repoSlug',
      'A/three',
      'A/two: archived',
    ]);
    expect(seen.projects).toEqual(['A', 'B: projectKey']);
    expect(seen.projectsDone).toContain('B');
    expect(rig.paths().join()).not.toContain('/projects/B');
  });

  it('waits for the observer, a few repositories at a time', async () => {
    let [now, most] = [0, 0];
    class SlowObserver extends RecordingObserver {
      override async onListed(...told: Parameters<RecordingObserver['onListed']>) {
        now += 1;
        most = Math.max(most, now);
        await new Promise(resolve => setImmediate(resolve));
        now -= 1;
        await super.onListed(...told);
      }
    }
    const observer = new SlowObserver();
    const api = rig.start({
      projects: [{ key: 'A' }],
      repositories: ['1', '2', '3', '4', '5'].map(slug => ({
        project: 'A',
        slug,
      })),
    });
    await recordSweep(api, { observer });
    expect(observer.listed).toHaveLength(5);
    expect(most).toBe(2);
  });

  it('asks for nothing more once the observer fails', async () => {
    class FailingObserver extends RecordingObserver {
      override async onListed(): Promise<void> {
        throw new Error('no room');
      }
    }
    const observer = new FailingObserver();
    const swept = recordSweep(rig.start(SERVER), { observer });
    await expect(swept).rejects.toThrow('no room');
    const asked = rig.paths().length;
    await new Promise(resolve => setImmediate(resolve));
    expect(rig.paths()).toHaveLength(asked);
  });

  it('asks for nothing where it was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('stop'));
    const api = rig.start(SERVER);
    await expect(recordSweep(api, { signal })).rejects.toThrow('stop');
    expect(rig.paths()).toEqual([]);
  });
});

describe('sweep, of what is known', () => {
  it('says which repositories the list of their project does not show', async () => {
    const known = ['a/ONE', 'A/gone', 'B/gone'];
    const seen = await recordSweep(rig.start(SERVER), { known });
    expect([...seen.unlisted].sort()).toEqual(['A/gone', 'B/gone']);
    expect([...rig.paths()].sort()).toEqual(LISTS);
  });

  it('gives the answer with one that a filter leaves out, whatever the server says', async () => {
    const rules = [refuse('B/repos', 403)];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }), {
      known: ['A/gone', 'B/gone', 'B/two', 'C/two'],
      provider: { filters: { projectKey: '^[AB]$', repoSlug: '^t' } },
    });
    expect([...seen.unlisted].sort()).toEqual([
      'A/gone: repoSlug',
      'B/gone: repoSlug',
      'B/two: BitbucketServerResponseError',
      'C/two: projectKey',
    ]);
  });

  it('does not know what a list has not shown that breaks off', async () => {
    const rules = [refuse('A/repos\\?start', 500)];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }), {
      known: ['A/one', 'A/three', 'A/two', 'B/one'],
    });
    expect(seen.listed).toHaveLength(3);
    expect(seen.unlisted).toEqual(['A/two: BitbucketServerResponseError']);
    expect(seen.incompleteLists).toEqual(['A']);
  });

  it('does not know what became of a project that is gone between its list and its repositories', async () => {
    const rules = [refuse('A/repos', 404, 'project.NoSuchProjectException')];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }), {
      known: ['A/one'],
    });
    expect(seen.unlisted).toEqual(['A/one: VanishedError']);
    expect(seen.incompleteLists).toEqual([]);
  });

  it.each([
    ['is not there', [], 'C/one: gone', []],
    [
      'may not be read',
      [refuse('/C$', 403)],
      'C/one: BitbucketServerResponseError',
      ['C'],
    ],
  ])(
    'asks for a project that the list does not show, which %s',
    async (_, rules, told, incomplete) => {
      const seen = await recordSweep(rig.start({ ...SERVER, rules }), {
        known: ['C/one'],
      });
      expect(seen.unlisted).toEqual([told]);
      expect(seen.incompleteLists).toEqual(incomplete);
      expect(rig.paths()).toContain('/projects/C');
    },
  );

  it('sweeps a project that is there though the list does not show it', async () => {
    const rules = [page('/projects\\?', [{ key: 'A' }])];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }), {
      known: ['B/one', 'B/gone'],
    });
    expect(seen.listed).toContain('B/one');
    expect(seen.unlisted).toEqual(['B/gone']);
  });

  it.each([
    ['that the list shows', ['A', 'B']],
    ['that the list does not show yet', ['A']],
  ])('follows a renamed project to the key %s', async (_, keys) => {
    const rules = [
      page('/projects\\?', keys.map(key => ({ key }))),
      { match: '/OLD$', respond: { status: 200, body: '{"key":"B"}' } },
    ];
    const seen = await recordSweep(rig.start({ ...SERVER, rules }), {
      known: ['OLD/one'],
    });
    expect(seen.unlisted).toEqual(['OLD/one: gone, now B/one']);
    expect(seen.listed.filter(name => name === 'B/one')).toHaveLength(1);
  });

  it('asks for each known project that a broken list of projects does not show', async () => {
    const rules = [refuse('/projects\\?start', 500)];
    const projects = ['A', 'B', 'C'].map(key => ({ key }));
    const api = rig.start({ ...SERVER, projects, rules });
    const seen = await recordSweep(api, { known: ['C/gone'] });
    expect(seen.incompleteLists).toEqual(['all projects']);
    expect(seen.unlisted).toEqual(['C/gone']);
    expect(rig.paths()).toContain('/projects/C');
  });
});

describe('sweep, of credentials', () => {
  it.each([401, 403])('ends at the first page with a %s', async status => {
    const rules = [refuse('/projects\\?', status)];
    const swept = recordSweep(rig.start({ ...SERVER, rules }));
    await expect(swept).rejects.toMatchObject({ name: 'BadCredentialsError' });
    expect(rig.paths()).toHaveLength(1);
  });

  it('ends in the middle when a 401 is shown to be about the credentials', async () => {
    const rules = [refuse('/A/repos', 401), refuse('/recent/', 401)];
    const swept = recordSweep(rig.start({ ...SERVER, rules }));
    await expect(swept).rejects.toMatchObject({ name: 'BadCredentialsError' });
  });

  it('ends where a page of projects is answered to nobody, and the credentials are refused', async () => {
    const body = JSON.stringify({ isLastPage: true, values: [{ key: 'A' }] });
    const rules: FaultRule[] = [
      { match: '/projects\\?', respond: { status: 200, body } },
      refuse('/recent/', 401),
    ];
    const swept = recordSweep(rig.start({ ...SERVER, rules }));
    await expect(swept).rejects.toMatchObject({ name: 'BadCredentialsError' });
  });
});
