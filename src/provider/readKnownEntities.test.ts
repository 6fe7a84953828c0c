import { Entity } from '@backstage/catalog-model';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { createAuth } from '../../dev/rig/createAuth';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { readKnownEntities } from './readKnownEntities';

const providerName = 'bitbucketServer-provider:main';
const DISCOVERED_BY = 'bitbucket.org/discovered-by';
const DEFAULT_BRANCH = 'bitbucket.org/default-branch';

function location(
  target: string,
  annotations: Record<string, string> = {},
): Entity {
  const entity = locationSpecToLocationEntity({
    location: { type: 'url', target, presence: 'optional' },
  });
  Object.assign(entity.metadata.annotations!, annotations);
  return entity;
}

function browse(slug: string, host = 'git.example.com'): string {
  return `https://${host}/projects/PRJ/repos/${slug}/browse/catalog-info.yaml`;
}

async function read(...entities: Entity[]) {
  const catalog = new FakeCatalog();
  entities.forEach(entity => catalog.put(entity, { providerName }));
  const known = await readKnownEntities({
    catalog: catalog.createService(),
    auth: createAuth(),
    providerName,
    host: 'git.example.com',
  });
  return [...known.values()].map(
    name => name && `${name.projectKey}/${name.repoSlug}`,
  );
}

describe('readKnownEntities', () => {
  it('finds what has the annotation of the provider, over all pages', async () => {
    const ours = ['1', '2', '3', '4', '5'].map(slug =>
      location(browse(slug), { [DISCOVERED_BY]: providerName }),
    );
    expect(await read(...ours)).toEqual([
      'PRJ/1',
      'PRJ/2',
      'PRJ/3',
      'PRJ/4',
      'PRJ/5',
    ]);
  });

  it('finds it whatever its host', async () => {
    const ours = location(browse('one', 'old.example.com'), {
      [DISCOVERED_BY]: providerName,
    });
    expect(await read(ours)).toEqual(['PRJ/one']);
  });

  it('leaves out what another provider has emitted, in whatever letter case', async () => {
    const others = ['bitbucketServer-provider:other', 'bitbucketServer-provider:MAIN'];
    expect(
      await read(
        ...others.map((name, index) =>
          location(browse(`${index}`), {
            [DISCOVERED_BY]: name,
            [DEFAULT_BRANCH]: 'main',
          }),
        ),
      ),
    ).toEqual([]);
  });

  it('finds what the upstream module has left on the same host, also beside our own', async () => {
    const upstreams = location(browse('theirs'), { [DEFAULT_BRANCH]: 'main' });
    const ours = location(browse('ours'), {
      [DISCOVERED_BY]: providerName,
      [DEFAULT_BRANCH]: 'main',
    });
    expect(await read(upstreams)).toEqual(['PRJ/theirs']);
    expect(await read(ours, upstreams)).toEqual(['PRJ/ours', 'PRJ/theirs']);
  });

  it.each([
    ['that is on another host', location(browse('x', 'other.example.com'), { [DEFAULT_BRANCH]: 'main' })],
    ['that upstream has not emitted', location(browse('x'))],
    ['whose target is no file of a repository', location('https://git.example.com/x', { [DEFAULT_BRANCH]: 'main' })],
    ['whose target is no URL', location('https://git example/projects/A/repos/x/browse', { [DEFAULT_BRANCH]: 'main' })],
    ['whose target leads out of its project', location(browse('..'), { [DEFAULT_BRANCH]: 'main' })],
  ])('leaves out a location %s', async (_, entity) => {
    expect(await read(entity)).toEqual([]);
  });

  it('leaves out what is no Location and has the annotation of upstream alone', async () => {
    const entity = location(browse('x'), { [DEFAULT_BRANCH]: 'main' });
    expect(await read({ ...entity, kind: 'Component' })).toEqual([]);
  });

  it('takes the repository of what a parser made from its location', async () => {
    const component = (name: string, managedBy?: string): Entity => ({
      apiVersion: 'v1',
      kind: 'Component',
      metadata: {
        name,
        annotations: {
          [DISCOVERED_BY]: providerName,
          ...(managedBy && { 'backstage.io/managed-by-location': managedBy }),
        },
      },
    });
    expect(
      await read(
        component('one', `url:${browse('one')}`),
        component('two', 'rubbish'),
        component('three'),
      ),
    ).toEqual(['PRJ/one', undefined, undefined]);
  });

  it('reads personal projects, context paths and encoded names', async () => {
    const targets = [
      'https://git.example.com/users/jane/repos/one/browse/x.yaml',
      'https://git.example.com/bitbucket/projects/A%20B/repos/two/browse/x.yaml?at=refs%2Fheads%2Fdev',
    ];
    const ours = targets.map(target =>
      location(target, { [DISCOVERED_BY]: providerName }),
    );
    expect(await read(...ours)).toEqual(['~jane/one', 'A B/two']);
  });
});
