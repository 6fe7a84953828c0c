import { mockServices } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { FakeCatalog } from '../../dev/rig/FakeCatalog';
import { readKnownInRepository, readKnownNames } from './readKnownInside';

const providerName = 'bitbucketServer-provider:main';
const PROJECT = 'https://git.example.com/projects/PRJ';

/** A location as a provider has left it. */
function location(
  target: string,
  { by = providerName }: { by?: string } = {},
): Entity {
  const entity = locationSpecToLocationEntity({
    location: { type: 'url', target, presence: 'optional' },
  });
  Object.assign(entity.metadata.annotations!, {
    'bitbucket.org/discovered-by': by,
  });
  return entity;
}

function createCatalog(...entities: Entity[]) {
  const catalog = new FakeCatalog();
  entities.forEach(entity => catalog.put(entity, { providerName }));
  const options = {
    catalog: catalog.createService(),
    auth: mockServices.auth(),
    providerName,
  };
  return { catalog, options };
}

function toRefs(entities: Entity[]): string[] {
  return entities.map(entity => stringifyEntityRef(entity)).sort();
}

const inOne = ['a', 'b', 'c', 'd', 'e'].map(name =>
  location(`${PROJECT}/repos/one/browse/.backstage/${name}.yaml`),
);

describe('readKnownInRepository', () => {
  const one = { projectKey: 'PRJ', repoSlug: 'one' };

  it('finds all that is from the repository, over all pages, and nothing else', async () => {
    const { options } = createCatalog(
      ...inOne,
      location(`${PROJECT}/repos/one-more/browse/catalog-info.yaml`),
      location(`${PROJECT}/repos/two/browse/repos/one/browse/a.yaml`),
      location(
        'https://git.example.com/projects/OTHER/repos/one/browse/a.yaml',
      ),
      location('https://git.example.com/users/prj/repos/one/browse/a.yaml'),
    );
    const known = await readKnownInRepository(one, options);
    expect(toRefs(known)).toEqual(toRefs(inOne));
  });

  it('takes _ and % of a name for what they are', async () => {
    const odd = location(`${PROJECT}/repos/a_b%25/browse/catalog-info.yaml`);
    const { options } = createCatalog(
      odd,
      location(`${PROJECT}/repos/axb%25/browse/catalog-info.yaml`),
    );
    const name = { projectKey: 'PRJ', repoSlug: 'a_b%' };
    const known = await readKnownInRepository(name, options);
    expect(toRefs(known)).toEqual(toRefs([odd]));
  });

  it('takes no account of letter case', async () => {
    const { options } = createCatalog(...inOne);
    const name = { projectKey: 'prj', repoSlug: 'ONE' };
    expect(await readKnownInRepository(name, options)).toHaveLength(5);
  });

  it('leaves alone what another provider has found there', async () => {
    const target = `${PROJECT}/repos/one/browse/catalog-info.yaml`;
    const { options } = createCatalog(
      location(target, { by: 'bitbucketServer-provider:other' }),
      location(`${target}?at=x`, { by: providerName.toUpperCase() }),
    );
    expect(await readKnownInRepository(one, options)).toEqual([]);
  });

  it('finds what a parser has made of a file there', async () => {
    const made: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'made',
        annotations: {
          'backstage.io/managed-by-location': `url:${PROJECT}/repos/one/browse/a.yaml`,
          'bitbucket.org/discovered-by': providerName,
        },
      },
    };
    const { options } = createCatalog(made);
    const known = await readKnownInRepository(one, options);
    expect(toRefs(known)).toEqual(toRefs([made]));
  });

  it('does not see a location that was never read', async () => {
    const target = `${PROJECT}/repos/one/browse/catalog-info.yaml`;
    const { catalog, options } = createCatalog(location(target));
    catalog.hide(target);
    expect(await readKnownInRepository(one, options)).toEqual([]);
  });

  it('throws what the catalog cannot be read for', async () => {
    const { catalog, options } = createCatalog(...inOne);
    catalog.readFailure = new Error('the catalog is away');
    await expect(readKnownInRepository(one, options)).rejects.toThrow(
      'the catalog is away',
    );
  });
});

describe('readKnownNames', () => {
  it('names each repository of the project once, and none of another', async () => {
    const { options } = createCatalog(
      ...inOne,
      location(`${PROJECT}/repos/two/browse/catalog-info.yaml`),
      location('https://git.example.com/users/prj/repos/one/browse/a.yaml'),
      location('https://git.example.com/projects/MYPRJ/repos/x/browse/a.yaml'),
      location('https://git.example.com/projects/X/repos/prj/browse/a.yaml'),
    );
    const names = [
      { projectKey: 'PRJ', repoSlug: 'one' },
      { projectKey: 'PRJ', repoSlug: 'two' },
    ];
    expect(await readKnownNames('PRJ', options)).toEqual(names);
    expect(await readKnownNames('prj', options)).toEqual(names);
  });

  it.each([
    ['the form of newer servers', 'users/noor'],
    ['the form of older servers', 'projects/~noor'],
    ['an encoded tilde', 'projects/%7Enoor'],
  ])('finds a personal project at an address of %s', async (_, owner) => {
    const { options } = createCatalog(
      location(`https://git.example.com/${owner}/repos/notes/browse/a.yaml`),
      location('https://git.example.com/projects/NOOR/repos/x/browse/a.yaml'),
    );
    expect(await readKnownNames('~noor', options)).toEqual([
      { projectKey: '~noor', repoSlug: 'notes' },
    ]);
  });
});
