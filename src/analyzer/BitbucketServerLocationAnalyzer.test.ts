import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { ConfigReader } from '@backstage/config';
import { createAuth } from '../../dev/rig/createAuth';
import {
  toEntityAt,
  toLocationAt,
  useAnalyzerRig,
} from '../../dev/rig/useAnalyzerRig';
import { MemoryFileTree } from '../../dev/standin/model/MemoryFileTree';
import { testBaseUrl } from '../bitbucket/testing/createTestApi';
import { BitbucketServerLocationAnalyzer } from './BitbucketServerLocationAnalyzer';

const { start, startOne, createTestAnalyzer } = useAnalyzerRig();
const repository = `${testBaseUrl}/projects/KEY/repos/one`;

describe('BitbucketServerLocationAnalyzer.supports', () => {
  beforeEach(() => startOne({}));

  it.each([
    repository,
    `${repository}/browse`,
    `${repository}/browse/a/b?at=main`,
    repository.replace('https:', 'http:'),
    `${testBaseUrl}/users/jane/repos/own`,
    `${testBaseUrl}/scm/key/one.git`,
    `${repository}/pull-requests/5/overview`,
    `${testBaseUrl}/projects/KEY`,
    repository.replace('/bitbucket', ''),
    'https://git.example.com',
    'ssh://git@git.example.com:7999/key/one.git',
    'ssh://git@GIT.example.com/key/one.git',
  ])('is true for %s', url => {
    expect(createTestAnalyzer().analyzer.supports(url)).toBe(true);
  });

  it.each([
    ['another host', repository.replace('git.', 'gut.')],
    ['another port', repository.replace('.com', '.com:8443')],
    ['another host of ssh', 'ssh://git@gut.example.com/key/one.git'],
    ['no address', 'KEY/one'],
  ])('is false for %s', (_, url) => {
    expect(createTestAnalyzer().analyzer.supports(url)).toBe(false);
  });
});

describe('BitbucketServerLocationAnalyzer.fromConfig', () => {
  it('stops no start for an integration that cannot be used, and tells whoever asks about it', () => {
    const [analyzer] = BitbucketServerLocationAnalyzer.fromConfig(
      new ConfigReader({
        integrations: {
          bitbucketServer: [{ host: 'git.example.com', username: 'jane' }],
        },
      }),
      {
        catalogApi: new InMemoryCatalogClient(),
        auth: createAuth(),
      },
    );
    const url = 'https://git.example.com/projects/P/repos/r';
    expect(() => analyzer?.supports(url)).toThrow('password is missing');
    expect(analyzer?.supports('https://else.example.com/x')).toBe(false);
  });
});

describe('BitbucketServerLocationAnalyzer.analyze', () => {
  const path = 'catalog-info.yaml';
  const target = `${repository}/browse/${path}`;

  it('finds both names at any depth, with the targets that a sweep emits', async () => {
    startOne({
      'catalog-info.yml': '',
      'a b/c#/catalog-info.yaml': '',
      '.backstage/catalog-info.yaml': '',
      'skeleton/catalog-info.yaml': '',
      'README.md': '',
    });
    expect(await createTestAnalyzer().find(repository)).toEqual([
      `${repository}/browse/.backstage/catalog-info.yaml`,
      `${repository}/browse/a%20b/c%23/catalog-info.yaml`,
      `${repository}/browse/catalog-info.yml`,
    ]);
  });

  it('gives location, entity and that neither is registered', async () => {
    startOne({ [path]: '' });
    const { analyzer, credentials } = createTestAnalyzer();
    expect(await analyzer.analyze({ url: repository })).toEqual({
      existing: [
        {
          location: { type: 'url', target },
          isRegistered: false,
          entity: toEntityAt(target),
        },
      ],
    });
    expect(credentials).toEqual([
      await createAuth().getOwnServiceCredentials(),
    ]);
  });

  it('gives one row for each entity of a file, and the Location alone where it holds none', async () => {
    startOne({ [path]: '', [`a/${path}`]: '' });
    const { analyzer } = createTestAnalyzer({
      dryRun: each =>
        each === target ? [toEntityAt('one'), toEntityAt('two')] : [],
    });
    const { existing } = await analyzer.analyze({ url: repository });
    const empty = `${repository}/browse/a/${path}`;
    expect(existing.map(({ entity }) => entity)).toEqual([
      toLocationAt(empty),
      toEntityAt('one'),
      toEntityAt('two'),
    ]);
  });

  it.each([
    ['people have registered it', { registered: [target] }],
    ['a provider has emitted its Location', { held: [toLocationAt(target)] }],
    ['the catalog holds an entity from it', { held: [toEntityAt(target)] }],
  ])('says that a file is registered where %s', async (_, state) => {
    startOne({ [path]: '' });
    const { analyzer } = createTestAnalyzer(state);
    const { existing } = await analyzer.analyze({ url: repository });
    expect(existing).toMatchObject([{ isRegistered: true }]);
  });

  it('says that a file is not registered where its entity comes from another', async () => {
    startOne({ [path]: '' });
    const entity = toEntityAt(target);
    const annotations = {
      'backstage.io/managed-by-location': 'url:https://other.example.com/x',
    };
    const held = [
      { ...entity, metadata: { ...entity.metadata, annotations } },
    ];
    const { analyzer } = createTestAnalyzer({ held });
    const { existing } = await analyzer.analyze({ url: repository });
    expect(existing).toMatchObject([{ isRegistered: false }]);
  });

  it.each([
    ['', `/${path}`],
    [`/${path}`, `/${path}`],
    ['/a', `/a/${path}`],
    ['/a/api.yaml', '/a/api.yaml'],
  ])('looks behind /browse%s no further than %s', async (behind, first) => {
    const files = { [path]: '', [`a/${path}`]: '', 'a/api.yaml': '' };
    startOne(files);
    const url = `${repository}/browse${behind}`;
    const targets = await createTestAnalyzer().find(url);
    expect(targets).toContain(`${repository}/browse${first}`);
    expect(targets).toHaveLength(behind ? 1 : 2);
  });

  it.each([
    ['feature/a&b', '?at=feature%2Fa%26b'],
    ['refs/heads/feature/a&b', '?at=refs%2Fheads%2Ffeature%2Fa%26b'],
  ])('reads the branch of ?at=%s', async (ref, query) => {
    const tree = (file: string) => new MemoryFileTree({ [file]: '' });
    const branches = {
      main: tree(path),
      'feature/a&b': tree(`b/${path}`),
    };
    const repositories = [{ project: 'KEY', slug: 'one', branches }];
    startOne({}, { repositories });
    const url = `${repository}?at=${encodeURIComponent(ref)}`;
    expect(await createTestAnalyzer().find(url)).toEqual([
      `${repository}/browse/b/${path}${query}`,
    ]);
  });

  it('finds personal, archived and clone addresses', async () => {
    const files = { [path]: '' };
    start({
      projects: [{ key: 'KEY' }, { key: '~jane' }],
      repositories: [
        { project: '~jane', slug: 'own', files },
        { project: 'KEY', slug: 'one', files, archived: true },
      ],
    });
    const { find } = createTestAnalyzer();
    const own = `${testBaseUrl}/users/jane/repos/own`;
    expect(await find(own)).toEqual([`${own}/browse/${path}`]);
    const clone = `${testBaseUrl}/scm/key/one.git`;
    expect(await find(clone)).toEqual([target]);
  });

  it.each([
    ['/commits', 2],
    ['/branches', 2],
    ['/pull-requests/5/overview', 2],
    ['/raw/a/api.yaml', 1],
    ['/raw/a', 1],
  ])('looks behind %s for %d files', async (page, found) => {
    startOne({ [path]: '', [`a/${path}`]: '', 'a/api.yaml': '' });
    const targets = await createTestAnalyzer().find(`${repository}${page}`);
    expect(targets).toHaveLength(found);
  });

  it('finds a repository by its address of ssh', async () => {
    startOne({ [path]: '' });
    const { find } = createTestAnalyzer();
    const address = 'ssh://git@git.example.com:7999/key/one.git';
    expect(await find(address)).toEqual([target]);
  });

  it.each([
    ['the host', 'https://git.example.com'],
    ['all projects', `${testBaseUrl}/projects`],
    ['a project', `${testBaseUrl}/projects/KEY`],
    ['a person', `${testBaseUrl}/users/jane`],
    ['no context path', repository.replace('/bitbucket', '')],
    ['another context path', repository.replace('/bitbucket', '/other')],
    ['a longer context path', repository.replace('/projects', '/x/projects')],
    ['the API', `${testBaseUrl}/rest/api/1.0/projects/KEY/repos/one`],
    ['no repository by ssh', 'ssh://git@git.example.com:7999/one.git'],
  ])(
    'refuses the address of %s with the form that leads to a repository, and asks nobody',
    async (_, url) => {
      startOne({ [path]: '' });
      const { find, credentials } = createTestAnalyzer();
      await expect(find(url)).rejects.toMatchObject({
        name: 'InputError',
        message: `This is not the address of a repository on git.example.com; give one such as ${testBaseUrl}/projects/KEY/repos/slug`,
      });
      expect(credentials).toEqual([]);
    },
  );

  it.each([
    ['there is no catalog file', { 'README.md': '' }],
    ['there is no commit', undefined],
  ])('gives an empty list where %s', async (_, files) => {
    startOne(files);
    expect(await createTestAnalyzer().find(repository)).toEqual([]);
  });

  it('reads a hundred files, a few at once', async () => {
    startOne(toFiles(100), { strictPageSize: 200 });
    const { find, mostAtOnce } = createTestAnalyzer();
    expect(await find(repository)).toHaveLength(100);
    expect(mostAtOnce()).toBeLessThan(10);
  });

  it('gives no part of more than a hundred files, and asks for a directory', async () => {
    startOne(toFiles(101), { strictPageSize: 200 });
    const { find, credentials } = createTestAnalyzer();
    await expect(find(repository)).rejects.toMatchObject({
      name: 'InputError',
      message:
        'KEY/one has 101 catalog files, and 100 is the most; give the address of a directory',
    });
    expect(credentials).toEqual([]);
    const [first] = await find(`${repository}/browse/d7`);
    expect(first).toBe(`${repository}/browse/d7/${path}`);
  });

  function toFiles(count: number): Record<string, string> {
    const paths = Array.from({ length: count }, (_, at) => `d${at}/${path}`);
    return Object.fromEntries(paths.map(each => [each, '']));
  }
});
