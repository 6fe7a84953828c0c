import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
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
