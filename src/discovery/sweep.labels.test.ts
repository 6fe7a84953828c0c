import type { JsonObject } from '@backstage/types';
import { useApiRig } from '../../dev/rig/useApiRig';
import type { FaultRule } from '../../dev/standin/faults/types';
import { recordSweep } from './testing/recordSweep';

const rig = useApiRig();
const KEY = 'catalog.providers.bitbucketServer.main.filters.labels';

const LABELS: Record<string, string[]> = {
  backend: ['service'],
  both: ['service', 'legacy'],
  frontend: ['website'],
  more: ['service', 'other'],
  old: ['legacy'],
  plain: [],
};

function start({ rules }: { rules?: FaultRule[] } = {}) {
  return rig.start({
    projects: [{ key: 'A' }],
    repositories: Object.entries(LABELS).map(([slug, labels]) => ({
      project: 'A',
      slug,
      labels,
    })),
    rules,
  });
}

/** What the list of a label shows in place of what there is. */
function labelShows(...slugs: string[]): FaultRule {
  const values = slugs.map(slug => ({ slug, project: { key: 'A' } }));
  const body = JSON.stringify({ isLastPage: true, values });
  return { match: 'labeled', respond: { status: 200, body } };
}

/** The slugs of those that no label leaves out. */
function toTaken(listed: readonly string[]): string[] {
  return listed
    .filter(each => !each.includes(':'))
    .map(each => each.replace('A/', ''))
    .sort();
}

describe('sweep with filters.labels', () => {
  it.each<[JsonObject, string[]]>([
    [{ include: ['service'] }, ['backend', 'both', 'more']],
    [{ include: 'service' }, ['backend', 'both', 'more']],
    [
      { include: ['service', 'website'] },
      ['backend', 'both', 'frontend', 'more'],
    ],
    [{ exclude: ['legacy'] }, ['backend', 'frontend', 'more', 'plain']],
    [{ include: ['service'], exclude: ['legacy'] }, ['backend', 'more']],
    [{ include: ['legacy'], exclude: ['legacy'] }, []],
    [{ exclude: ['nobody-has-it'] }, Object.keys(LABELS).sort()],
  ])('takes in with %j: %j', async (labels, slugs) => {
    const provider = { filters: { labels } };
    const seen = await recordSweep(start(), { provider });
    expect(toTaken(seen.listed)).toEqual(slugs);
    expect(seen.listed).toHaveLength(Object.keys(LABELS).length);
  });

  it('reads the list of each label once, asks no repository for its own, and names the filter', async () => {
    const labels = { include: ['website'], exclude: ['legacy'] };
    const provider = { filters: { labels } };
    const seen = await recordSweep(start(), { provider });
    expect(rig.paths().filter(path => path.includes('label'))).toEqual([
      '/labels/website/labeled?type=REPOSITORY&limit=1000',
      '/labels/legacy/labeled?type=REPOSITORY&limit=1000',
    ]);
    expect(seen.listed).toContain('A/plain: labels.include');
    expect(seen.listed).toContain('A/old: labels.exclude');
  });

  it.each<[string, string, number | undefined, 'include' | 'exclude']>([
    ['a label that the server does not know', 'none', undefined, 'include'],
    ['a label that the server refuses', 'NO LABEL', 400, 'include'],
    ['a list that cannot be read', 'service', 500, 'include'],
    ['a list that cannot be read', 'legacy', 500, 'exclude'],
    ['a server that knows no labels', 'legacy', 404, 'exclude'],
  ])(
    'throws for %s before it reads a project, naming %s and its key',
    async (_, label, status, side) => {
      const match = `labels/${encodeURIComponent(label)}/labeled`;
      const rules = status ? [{ match, respond: { status } }] : [];
      const provider = { filters: { labels: { [side]: [label] } } };
      await expect(
        recordSweep(start({ rules }), { provider }),
      ).rejects.toMatchObject({
        name: 'LabelListingError',
        message: expect.stringContaining(
          `${KEY}.${side} names the label '${label}'`,
        ),
      });
      expect(rig.paths()).toHaveLength(1);
    },
  );

  it.each([
    ['include', 'service', 3, ['backend', 'more', 'new']],
    ['exclude', 'legacy', 2, ['backend', 'both', 'frontend', 'more', 'plain']],
  ])(
    'knows one by its number that has lost its name to another since the list for %s was read',
    async (side, label, nth, slugs) => {
      const api = start();
      rig.standIn().before(nth, () => {
        rig.standIn().renameRepository('A', { slug: 'both', to: 'new' });
        rig.standIn().addRepository({ project: 'A', slug: 'both' });
      });
      const provider = { filters: { labels: { [side]: [label] } } };
      const seen = await recordSweep(api, { provider });
      expect(toTaken(seen.listed)).toEqual(slugs);
    },
  );

  it('blames the credentials where those are refused', async () => {
    const rules = [{ match: '', respond: { status: 401 } }];
    const provider = { filters: { labels: { include: ['service'] } } };
    await expect(
      recordSweep(start({ rules }), { provider }),
    ).rejects.toMatchObject({ name: 'BadCredentialsError' });
  });
});

describe('sweep with filters.labels, of what is known', () => {
  const provider = { filters: { labels: { include: ['service'] } } };
  const known = ['A/backend', 'A/both', 'A/more'];

  it('asks one itself that is not on the list of its label', async () => {
    const api = start({ rules: [labelShows('more')] });
    const seen = await recordSweep(api, { provider, known });
    expect(toTaken(seen.listed)).toEqual(['backend', 'both', 'more']);
    const asked = rig.paths().filter(path => path.includes('/labels?'));
    expect(asked.sort()).toEqual([
      '/projects/A/repos/backend/labels?limit=1000',
      '/projects/A/repos/both/labels?limit=1000',
    ]);
  });

  it('asks one itself that is not on that list, and known by another name', async () => {
    const api = start({ rules: [labelShows('more')] });
    const { id } = rig.standIn().repository('A', { slug: 'both' });
    rig.standIn().renameRepository('A', { slug: 'both', to: 'other' });
    const seen = await recordSweep(api, { provider, known, knownIds: [id] });
    expect(toTaken(seen.listed)).toEqual(['backend', 'more', 'other']);
  });

  it('leaves one out that says itself that it has lost its label', async () => {
    const api = start();
    rig.standIn().repository('A', { slug: 'both' }).labels = [];
    const seen = await recordSweep(api, { provider, known });
    expect(seen.listed).toContain('A/both: labels.include');
  });

  it('does not know one that is not on the list and does not answer', async () => {
    const rules = [
      labelShows('more', 'backend'),
      { match: 'both/labels', respond: { status: 500 } },
    ];
    const seen = await recordSweep(start({ rules }), { provider, known });
    expect(seen.listed).toContain('A/both: BitbucketServerResponseError');
  });

  it('says which one the list of its label has shown, and the list of its project has not', async () => {
    const rules = [labelShows('backend', 'both', 'more', 'renamed')];
    const seen = await recordSweep(start({ rules }), {
      provider,
      known: ['A/renamed', 'A/gone'],
    });
    expect([...seen.unlisted].sort()).toEqual([
      'A/gone',
      'A/renamed: was shown',
    ]);
  });
});
