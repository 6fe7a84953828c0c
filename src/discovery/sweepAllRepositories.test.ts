import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { RecordingObserver } from './testing/RecordingObserver';
import { recordSweep } from './testing/recordSweep';

const rig = useApiRig();
const LIST = '/repos\\?archived';
const provider = { includePersonalRepos: true };

function start({ rules }: { rules?: FaultRule[] } = {}) {
  return rig.start({
    projects: [{ key: 'A' }, { key: '~noor' }, { key: '~eli' }],
    repositories: [
      { project: 'A', slug: 'one' },
      { project: '~noor', slug: 'notes' },
      { project: '~noor', slug: 'old', archived: true },
      { project: '~eli', slug: 'tools' },
    ],
    rules,
  });
}

function emptyList(headers?: Record<string, string>): FaultRule {
  const body = JSON.stringify({ isLastPage: true, values: [] });
  return { match: LIST, respond: { status: 200, headers, body } };
}

const PERSONAL = ['~eli/tools', '~noor/notes', '~noor/old'];

describe('sweep with includePersonalRepos', () => {
  it('tells of the repositories of personal projects, archived ones too, and asks for no project of theirs', async () => {
    const seen = await recordSweep(start(), { provider });
    expect([...seen.listed].sort()).toEqual(['A/one', ...PERSONAL]);
    expect([...seen.projectsDone].sort()).toEqual(['A', '~eli', '~noor']);
    expect(rig.paths()).toEqual([
      '/projects?limit=1000',
      '/projects/A/repos?limit=1000',
      '/repos?archived=ALL&limit=1000',
      '/repos?archived=ALL&start=2&limit=1000',
    ]);
  });

  it('leaves personal projects out by default, known ones too, without a request', async () => {
    const seen = await recordSweep(start(), { known: PERSONAL });
    expect(seen.listed).toEqual(['A/one']);
    expect([...seen.unlisted].sort()).toEqual(
      PERSONAL.map(name => `${name}: personal`),
    );
    expect(rig.paths()).toHaveLength(2);
  });

  it('goes by the filters of other repositories', async () => {
    const filters = {
      exclude: { projectKey: '^~eli$' },
      skipArchivedRepos: true,
    };
    const seen = await recordSweep(start(), {
      provider: { ...provider, filters },
    });
    expect([...seen.listed].sort()).toEqual([
      'A/one',
      '~noor/notes',
      '~noor/old: archived',
    ]);
    expect(seen.projects).toContain('~eli: exclude.projectKey');
  });

  it('says which known ones the list does not show', async () => {
    const api = start();
    rig.standIn().removeRepository('~noor', { slug: 'old' });
    const seen = await recordSweep(api, { provider, known: PERSONAL });
    expect(seen.unlisted).toEqual(['~noor/old']);
  });

  it.each([500, 404])(
    'does not know what the list has not shown before it was answered %s',
    async status => {
      const rules = [{ match: `${LIST}=ALL&start=2`, respond: { status } }];
      const api = start({ rules });
      const seen = await recordSweep(api, { provider, known: PERSONAL });
      const shown = seen.listed.filter(name => PERSONAL.includes(name));
      expect(shown).not.toEqual([]);
      expect([...seen.unlisted].sort()).toEqual(
        PERSONAL.filter(name => !shown.includes(name)).map(
          name => `${name}: BitbucketServerResponseError`,
        ),
      );
      expect(seen.incompleteLists).toEqual(['all projects']);
    },
  );

  it('does not know a known one whose key is in other letters than a filter is for, when the list fails', async () => {
    const rules = [{ match: LIST, respond: { status: 500 } }];
    const seen = await recordSweep(start({ rules }), {
      provider: { ...provider, filters: { projectKey: ['^A$', '^~ENG$'] } },
      known: ['~eng/go'],
    });
    expect(seen.unlisted).toEqual(['~eng/go: BitbucketServerResponseError']);
  });

  it('ends where the list is answered to nobody, and the credentials are refused', async () => {
    const rules = [
      emptyList(),
      { match: 'recent/repos', respond: { status: 401 } },
    ];
    await expect(
      recordSweep(start({ rules }), { provider, known: PERSONAL }),
    ).rejects.toMatchObject({ name: 'BadCredentialsError' });
  });
});

describe('sweep where no project is listed', () => {
  const nothing = JSON.stringify({ isLastPage: true, values: [] });
  const noProjects: FaultRule = {
    match: '/projects\\?',
    respond: { status: 200, headers: { 'X-AUSERNAME': 'x' }, body: nothing },
  };
  const hidden = {
    projects: [{ key: 'A', hidden: true }, { key: '~noor', hidden: true }],
    repositories: [{ project: 'A', slug: 'one' }],
  };

  it('goes by the list of all repositories, as a token of one repository needs it', async () => {
    const seen = await recordSweep(start({ rules: [noProjects] }), {
      known: ['A/one', 'A/gone', 'B/gone'],
    });
    expect(seen.listed).toEqual(['A/one']);
    expect([...seen.unlisted].sort()).toEqual(['A/gone', 'B/gone']);
    expect([...seen.projects].sort()).toEqual([
      'A',
      '~eli: personal',
      '~noor: personal',
    ]);
    expect(seen.incompleteLists).toEqual([]);
    expect(rig.paths().join()).not.toContain('/projects/');
  });

  it('takes personal projects in with includePersonalRepos', async () => {
    const api = start({ rules: [noProjects] });
    const seen = await recordSweep(api, { provider });
    expect([...seen.listed].sort()).toEqual(['A/one', ...PERSONAL]);
  });

  it.each([
    ['without includePersonalRepos', {}, undefined],
    ['for nobody in particular', provider, { type: 'none' } as const],
  ])(
    'ends where no repository is listed either, %s, before it tells of a known one',
    async (_, given, clientCredentials) => {
      const observer = new RecordingObserver();
      const api = rig.start({
        ...hidden,
        ...(clientCredentials && { clientCredentials, anonymous: 'public' }),
      });
      await expect(
        recordSweep(api, { provider: given, observer, known: ['A/one'] }),
      ).rejects.toMatchObject({ name: 'EmptyListsError' });
      expect(observer.unlisted).toEqual([]);
    },
  );

  it('is no failure where no repository is listed either, for a known account with includePersonalRepos', async () => {
    const seen = await recordSweep(rig.start(hidden), {
      provider,
      known: ['~noor/notes', 'A/one'],
    });
    expect([...seen.unlisted].sort()).toEqual(['A/one', '~noor/notes']);
  });

  it('does not know what is known where the list of all repositories cannot be read', async () => {
    const rules = [noProjects, { match: LIST, respond: { status: 500 } }];
    const seen = await recordSweep(start({ rules }), { known: ['A/one'] });
    expect(seen.unlisted).toEqual(['A/one: BitbucketServerResponseError']);
    expect(seen.incompleteLists).toEqual(['all projects']);
  });
});
