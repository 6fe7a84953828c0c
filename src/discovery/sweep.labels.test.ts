import { JsonObject } from '@backstage/types';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { useMswServer } from '../../dev/rig/useMswServer';
import type { RepositorySeed } from '../../dev/standin/model/createRepository';

const server = useMswServer();
const FILE = { 'catalog-info.yaml': '' };
const KEY = 'catalog.providers.bitbucketServer.main.filters.labels';

const LABELS: Record<string, string[]> = {
  backend: ['service'],
  both: ['service', 'legacy'],
  frontend: ['website'],
  more: ['service', 'other'],
  old: ['legacy'],
  plain: [],
};

function createRig(labels: JsonObject): ProviderRig {
  return new ProviderRig({
    server,
    integration: { retry: { maxRetries: 0 } },
    standIn: {
      projects: [{ key: 'A' }],
      repositories: Object.entries(LABELS).map(
        ([slug, own]): RepositorySeed => ({
          project: 'A',
          slug,
          labels: own,
          files: FILE,
        }),
      ),
    },
    providers: { main: { filters: { labels } } },
  });
}

function toSlugs(rig: ProviderRig): string[] {
  return rig.catalog.targets.map(target => /repos\/([^/]+)/.exec(target)![1]!);
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
    const rig = createRig(labels);
    expect(await rig.sweep()).toBeUndefined();
    expect(toSlugs(rig)).toEqual(slugs);
    expect(rig.standIn.unknownRequests).toEqual([]);
  });

  it('reads each label once, and asks nothing of what it leaves out', async () => {
    const rig = createRig({ include: ['website'], exclude: ['legacy'] });
    await rig.sweep();
    expect(rig.urls.filter(url => /labels|browse/.test(url))).toEqual([
      '/labels/website/labeled?type=REPOSITORY&limit=1000',
      '/labels/legacy/labeled?type=REPOSITORY&limit=1000',
      '/projects/A/repos/frontend/browse?limit=1000',
    ]);
    expect(rig.log.at('info').at(-1)).toContain(
      '3 repositories left out by filters.labels.include, 2 repositories left out by filters.labels.exclude',
    );
  });

  it.each([
    ['a label that the server does not know', 'no-such-label', undefined],
    ['a label that the server refuses', 'NOT A LABEL', 400],
    ['a list that cannot be read', 'service', 500],
  ])(
    'fails the run without removals for %s among those to take in, naming the key',
    async (_, label, status) => {
      const before = createRig({});
      await before.sweep();
      const rig = createRig({ include: ['service', label] });
      before.catalog.entities.forEach(entity =>
        rig.catalog.put(entity, {
          providerName: 'bitbucketServer-provider:main',
        }),
      );
      if (status) {
        const match = `labels/${encodeURIComponent(label)}/labeled`;
        rig.breakWith({ match, respond: { status } });
      }
      expect(await rig.sweep()).toMatchObject({ name: 'LabelListingError' });
      expect(toSlugs(rig)).toEqual(Object.keys(LABELS).sort());
      expect(rig.log.at('error').join()).toContain(
        `${KEY}.include names the label '${label}', and which repositories have it could not be read: `,
      );
      expect(rig.paths).not.toContain('/projects');
    },
  );

  it('says so where the server knows no labels at all', async () => {
    const rig = createRig({ exclude: ['legacy'] });
    rig.breakWith({ match: 'labeled', respond: { status: 404 } });
    expect(await rig.sweep()).toMatchObject({ name: 'LabelListingError' });
    expect(rig.log.at('error').join()).toContain(
      'A server before Bitbucket 5.13 knows no labels',
    );
  });

  it('fails the run where the list of a label to leave out cannot be read', async () => {
    const rig = createRig({ exclude: ['legacy'] });
    rig.breakWith({ match: 'labeled', respond: { status: 500 } });
    expect(await rig.sweep()).toMatchObject({ name: 'LabelListingError' });
    expect(rig.log.at('error').join()).toContain(`${KEY}.exclude names`);
  });

  it('blames the credentials where those are refused', async () => {
    const rig = createRig({ include: ['service'] });
    rig.breakWith({ match: '.', respond: { status: 401 } });
    expect(await rig.sweep()).toMatchObject({ name: 'BadCredentialsError' });
  });

  it('asks a known repository itself that is not on the list of its label', async () => {
    const rig = createRig({ include: ['service'] });
    await rig.sweep();
    rig.breakWith({
      match: 'labeled',
      respond: {
        status: 200,
        body: JSON.stringify({
          isLastPage: true,
          values: [{ slug: 'more', project: { key: 'A' } }],
        }),
      },
    });
    rig.forget();
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(toSlugs(rig)).toEqual(['backend', 'both', 'more']);
    expect(rig.paths.filter(path => path.endsWith('/labels')).sort()).toEqual([
      '/projects/A/repos/backend/labels',
      '/projects/A/repos/both/labels',
    ]);

    rig.breakWith();
    rig.standIn.repository('A', { slug: 'both' }).labels = [];
    expect(await rig.sweep()).toBeUndefined();
    expect(toSlugs(rig)).toEqual(['backend', 'more']);
  });

  it('keeps a known repository that is renamed after its label was read', async () => {
    const rig = createRig({ include: ['service'] });
    await rig.sweep();
    const before = toSlugs(rig);
    // The label's list still has the old name, all other lists the new one.
    const values = ['backend', 'both', 'more'].map(slug => ({
      slug,
      project: { key: 'A' },
    }));
    rig.breakWith({
      match: 'labeled',
      respond: {
        status: 200,
        headers: { 'X-AUSERNAME': 'standin' },
        body: JSON.stringify({ isLastPage: true, values }),
      },
    });
    rig.standIn.removeRepository('A', { slug: 'both' });
    rig.standIn.addRepository({
      project: 'A',
      slug: 'renamed',
      labels: ['service'],
      files: FILE,
    });
    expect(await rig.sweepInNewProcess()).toBeUndefined();
    expect(toSlugs(rig)).toEqual(before);

    rig.breakWith();
    expect(await rig.sweep()).toBeUndefined();
    expect(toSlugs(rig)).toEqual(['backend', 'more', 'renamed']);
  });

  it('keeps a known repository that is not on the list and does not answer', async () => {
    const rig = createRig({ include: ['service'] });
    await rig.sweep();
    rig.standIn.repository('A', { slug: 'both' }).labels = [];
    rig.breakWith({ match: 'both/labels', respond: { status: 500 } });
    expect(await rig.sweep()).toBeUndefined();
    expect(toSlugs(rig)).toEqual(['backend', 'both', 'more']);
    expect(rig.log.at('warn').join()).toContain('A/both');
  });
});
