import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { driveUntil } from '../../dev/rig/driveUntil';
import { ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import { change, webhookBodies } from '../events/testing/webhookBodies';
import { personalRepository } from '../events/testing/webhookRepositories';

const network = useTestNetwork();

const FILE = 'catalog-info.yaml';
const providerName = 'bitbucketServer-provider:main';
const REPOSITORY = '/projects/ORBIT/repos/antenna';
const TARGET = `https://git.example.com${REPOSITORY}/browse/${FILE}`;

const labelled = { filters: { labels: { include: 'mine' } } };
const withFile = { project: 'ORBIT', slug: 'antenna', files: { [FILE]: '' } };

function createRig(options: Partial<ProviderRigOptions> = {}): WebhookRig {
  return new WebhookRig({
    network,
    integration: { retry: { maxRetries: 0 } },
    ...options,
    standIn: {
      projects: [{ key: 'ORBIT' }],
      repositories: [withFile],
      ...options.standIn,
    },
  });
}

/** What a sweep makes of the one repository. */
async function sweepEntities(
  options: Partial<ProviderRigOptions> = {},
): Promise<Entity[]> {
  const rig = createRig(options);
  expect(await rig.sweep()).toBeUndefined();
  return rig.catalog.entities;
}

function put(rig: WebhookRig, entities: readonly Entity[]): void {
  const owner = { providerName, locationKey: providerName };
  entities.forEach(entity => rig.catalog.put(entity, owner));
}

describe('what is told after a webhook', () => {
  let entities: Entity[] = [];
  let entityRef = '';
  beforeEach(async () => {
    if (entities.length === 0) {
      entities = await sweepEntities();
      entityRef = stringifyEntityRef(entities[0]!);
    }
  });

  const asIs: Partial<ProviderRigOptions> = {};
  it.each<[string, Partial<ProviderRigOptions>, unknown]>([
    ['one file', asIs, webhookBodies.push()],
    [
      'several files of a pattern',
      {
        providers: { main: { catalogPath: '/.backstage/*.yaml' } },
        standIn: {
          repositories: [
            {
              ...withFile,
              files: {
                '.backstage/a b.yaml': '',
                '.backstage/c.yaml': '',
                '.backstage/d.yaml': '',
                '.backstage/e.txt': '',
              },
            },
          ],
        },
      },
      webhookBodies.push(),
    ],
    [
      'a file of another branch',
      { providers: { main: { catalogPath: `/${FILE}?at=refs%2Fheads%2Fnext` } } },
      webhookBodies.push({ changes: [change('UPDATE', { branch: 'next' })] }),
    ],
    [
      'a file for which nobody looks',
      { providers: { main: { validateLocationsExist: false } } },
      webhookBodies.push(),
    ],
    [
      'all files of a tree, and a file that is named',
      {
        providers: {
          main: { catalogPath: ['/**/info.yaml', `/${FILE}`], ...labelled },
        },
        standIn: {
          repositories: [
            {
              ...withFile,
              labels: ['mine'],
              files: { [FILE]: '', 'a/b/info.yaml': '', 'info.yaml': '' },
            },
          ],
        },
      },
      webhookBodies.push(),
    ],
    [
      'a file of the branch that is configured',
      { providers: { main: { branch: 'next' } } },
      webhookBodies.push({ changes: [change('UPDATE', { branch: 'next' })] }),
    ],
    [
      'a file of the default branch, which takes the place of one that is not there',
      { providers: { main: { branch: 'other', fallbackBranch: 'HEAD' } } },
      webhookBodies.push(),
    ],
    [
      'a file in a personal project',
      {
        providers: { main: { includePersonalRepos: true } },
        standIn: {
          projects: [{ key: 'ORBIT' }, { key: '~noor', type: 'PERSONAL' }],
          repositories: [
            { project: '~noor', slug: 'notes', files: { [FILE]: '' } },
          ],
        },
      },
      webhookBodies.push({ repository: personalRepository() }),
    ],
    [
      'what a parser makes of a file',
      {
        parser: async function* parse({ location }) {
          yield {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'one', description: location.target },
          };
          yield {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'API',
            metadata: { name: 'two' },
          };
        },
      },
      webhookBodies.push(),
    ],
    [
      'a parser that yields one name twice',
      {
        parser: async function* parse() {
          for (const title of ['first', 'second']) {
            yield {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'API',
              metadata: { name: 'one', title },
            };
          }
        },
      },
      webhookBodies.push(),
    ],
  ])('emits for %s the very entities that a sweep emits', async (_, options, body) => {
    const next = withFile.files;
    const given: Partial<ProviderRigOptions> = {
      ...options,
      standIn: {
        repositories: [
          { ...withFile, branches: { main: treeOf(next), next: treeOf(next) } },
        ],
        ...options.standIn,
      },
    };
    const swept = createRig(given);
    // A list does not show personal projects; the catalog's memory does.
    await swept.sweep();
    const rig = createRig(given);
    await rig.start();
    await rig.send('repo:refs_changed', { body });
    const emitted = rig.catalog.entities;
    expect(emitted.length).toBeGreaterThan(0);

    put(swept, emitted);
    swept.catalog.mutations.length = 0;
    expect(await swept.sweepInNewProcess()).toBeUndefined();
    expect(swept.catalog.mutations.at(-1)).toEqual({
      type: 'full',
      entities: expect.arrayContaining(
        emitted.map(entity => ({ entity, locationKey: providerName })),
      ),
    });
    expect(swept.catalog.entities).toHaveLength(emitted.length);
  });

  it('adds a file that is new, and reads the ones again that were there', async () => {
    const rig = createRig({
      providers: { main: { catalogPath: '/*.yaml' } },
    });
    await rig.sweep();
    const file = { slug: 'antenna', path: 'more.yaml' };
    rig.standIn.writeFile('ORBIT', { ...file, content: '' });
    rig.catalog.mutations.length = 0;
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
    });

    const more = TARGET.replace(FILE, file.path);
    expect(rig.catalog.mutations).toMatchObject([
      { added: [{ entity: { spec: { target: more } } }], removed: [] },
    ]);
    expect(rig.catalog.refreshedKeys).toEqual([`url:${TARGET}`, `url:${more}`]);
    expect(outcome).toBe(
      'main: ORBIT/antenna was checked after a webhook: 1 added, 0 removed, 1 refreshed',
    );
  });

  it('removes of several files the one that is gone', async () => {
    const rig = createRig({
      providers: { main: { catalogPath: '/*.yaml' } },
    });
    const file = { slug: 'antenna', path: 'more.yaml' };
    rig.standIn.writeFile('ORBIT', { ...file, content: '' });
    await rig.sweep();
    rig.standIn.removeFile('ORBIT', file);
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
    });

    expect(rig.catalog.targets).toEqual([TARGET]);
    expect(outcome).toMatch(/: 0 added, 1 removed, 1 refreshed$/);
  });

  it('removes a file that the catalog has never read, and that is gone', async () => {
    const rig = createRig({
      providers: { main: { catalogPath: '/*.yaml' } },
    });
    await rig.sweep();
    rig.catalog.hide(TARGET);
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(rig.catalog.targets).toEqual([]);
  });

  it('updates the location when the default branch has become another one', async () => {
    const rig = createRig();
    await rig.sweep();
    const antenna = rig.standIn.repository('ORBIT', { slug: 'antenna' });
    antenna.branches = { trunk: antenna.branches.main! };
    antenna.defaultBranch = 'trunk';
    rig.catalog.mutations.length = 0;
    await rig.send('repo:default_branch_modified', {
      body: webhookBodies.ofRepository('repo:default_branch_modified'),
    });

    expect(rig.catalog.mutations).toMatchObject([
      { type: 'delta', added: [{ entity: toWithBranch('trunk') }] },
    ]);
    expect(rig.catalog.entities).toMatchObject([toWithBranch('trunk')]);
  });

  it('changes nothing where the parser fails', async () => {
    let fails = false;
    const rig = createRig({
      parser: async function* parse() {
        if (fails) {
          throw new Error('no such parser');
        }
        yield entities[0]!;
      },
    });
    await rig.sweep();
    fails = true;
    rig.catalog.mutations.length = 0;
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
    });

    expect(rig.catalog.mutations).toEqual([]);
    expect(outcome).toMatch(
      /is left to the next sweep: The location parser failed for .*no such parser$/,
    );
  });

  it('asks the catalog for nothing', async () => {
    const rig = createRig();
    await rig.sweep();
    rig.catalog.readFailure = new Error('the catalog is away');
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
    });

    expect(rig.catalog.targets).toEqual([]);
    expect(outcome).toMatch(/: 0 added, 1 removed, 0 refreshed$/);
  });

  it('says so where the catalog refuses the mutation', async () => {
    const rig = createRig();
    await rig.start();
    rig.catalog.writeFailure = new Error('the database is locked');
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });

    expect(rig.log.at('error')).toEqual([
      expect.stringMatching(/next sweep: .*the database is locked$/),
    ]);
  });

  it('names to the catalog a file that it fails on, and goes on where it cannot', async () => {
    const rig = createRig();
    await rig.sweep();
    await rig.events.publish({
      topic: 'experimental.catalog.errors',
      eventPayload: {
        entity: entityRef,
        location: `url:${TARGET}`,
        errors: [new Error('it is broken')],
      },
    });
    await driveUntil(() => rig.log.at('warn').length > 0);
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(rig.catalog.refreshedRefs).toEqual([entityRef]);

    jest.spyOn(rig.catalog.refreshedRefs, 'push').mockImplementation(() => {
      throw new Error('no such entity');
    });
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
    });
    expect(outcome).toMatch(/: 0 added, 0 removed, 1 refreshed$/);
    await driveUntil(() =>
      rig.log
        .at('debug')
        .includes(`${entityRef} could not be refreshed: Error: no such entity`),
    );
  });

  it('adds, reads again and removes without a catalog to ask, as far as the name of the file is known', async () => {
    const rig = createRig({ readsCatalog: false });
    await rig.start();
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(rig.catalog.entities).toEqual(entities);
    expect(rig.catalog.refreshedKeys).toEqual([`url:${TARGET}`]);

    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(rig.catalog.targets).toEqual([]);
  });

  it('leaves alone what another provider holds of the same file', async () => {
    const rig = createRig();
    const owner = { providerName: 'bitbucketServer-provider:other' };
    entities.forEach(entity =>
      rig.catalog.put(
        {
          ...entity,
          metadata: {
            ...entity.metadata,
            annotations: {
              'bitbucket.org/discovered-by': owner.providerName,
            },
          },
        },
        { ...owner, locationKey: owner.providerName },
      ),
    );
    rig.standIn.removeFile('ORBIT', { slug: 'antenna', path: FILE });
    await rig.start();
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });

    expect(rig.catalog.targets).toEqual([TARGET]);
  });
});

function treeOf(files: Record<string, string>) {
  return {
    list: () => Object.keys(files),
    read: (path: string) => files[path],
  };
}

function toWithBranch(branch: string) {
  return {
    metadata: { annotations: { 'bitbucket.org/default-branch': branch } },
  };
}
