import type { AnalyzeLocationResponse } from '@backstage/plugin-catalog-common';
import { pollUntil } from './pollUntil';
import {
  discoverRepositories,
  type DiscoveredRepositories,
} from './rig/discoverRepositories';
import { toComponentFile } from './rig/toComponentFile';
import { MemoryFileTree } from './standin/model/MemoryFileTree';
import type { StandInBitbucketOptions } from './standin/StandInBitbucketOptions';

const branch = 'feature/a&b+c#d';

function tree(name: string): MemoryFileTree {
  return new MemoryFileTree({ 'docs/catalog-info.yml': toComponentFile(name) });
}

const repositories: Pick<
  StandInBitbucketOptions,
  'projects' | 'repositories'
> = {
  projects: [{ key: 'SHOP' }, { key: '~jane.doe' }],
  repositories: [
    {
      project: 'SHOP',
      slug: 'known',
      files: {
        'catalog-info.yaml': toComponentFile('known'),
        'deep/er/catalog-info.yaml': toComponentFile('deeper'),
        '.backstage/catalog-info.yml': toComponentFile('hidden'),
      },
    },
    {
      project: 'SHOP',
      slug: 'branches',
      branches: { main: tree('on-main'), [branch]: tree('on-branch') },
    },
    {
      project: 'SHOP',
      slug: 'broken',
      files: { 'a/catalog-info.yaml': 'kind: [', 'b/catalog-info.yaml': '' },
    },
    { project: 'SHOP', slug: 'plain', files: { 'README.md': '' } },
    {
      project: '~jane.doe',
      slug: 'own',
      files: { 'catalog-info.yaml': toComponentFile('own') },
    },
  ],
};

/** A backend beside a server with this context path. */
async function start(contextPath: string): Promise<DiscoveredRepositories> {
  const rig = await discoverRepositories(
    { ...repositories, contextPath },
    {
      // A sweep finds the first file of the first repository, and no other.
      providers: { filters: { repoSlug: '^known$' } },
      integration: { retry: { maxRetries: 0 } },
    },
  );
  await pollUntil('what the first sweep has found is in the catalog', {
    ask: async () =>
      (await rig.backend.catalog.listEntities()).length > 1 || undefined,
  });
  return rig;
}

const contextPaths = ['', '/bitbucket'];
const all = new Map<string, DiscoveredRepositories>();

beforeAll(async () => {
  await Promise.all(
    contextPaths.map(async contextPath => {
      all.set(contextPath, await start(contextPath));
    }),
  );
});

afterAll(async () => {
  for (const rig of all.values()) {
    await rig.stop();
  }
});

describe.each(contextPaths)(
  "POST analyze-location for a server with the context path '%s'",
  contextPath => {
    let rig: DiscoveredRepositories;
    let base: string;
    let shop: string;

    beforeAll(() => {
      rig = all.get(contextPath)!;
      ({ base } = rig);
      shop = `${base}/projects/SHOP/repos`;
    });

    async function post(target: string) {
      const response = await fetch(`${rig.backend.catalog.url}/analyze-location`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ location: { type: 'url', target } }),
      });
      const body: unknown = await response.json();
      return { status: response.status, body };
    }

    /** Name, target and whether it is registered, of all that is there. */
    async function analyze(target: string) {
      const { status, body } = await post(target);
      expect({ status, body }).toMatchObject({ status: 200 });
      const answer = body as AnalyzeLocationResponse;
      return answer.existingEntityFiles.map(
        ({ entity, location, isRegistered }) => [
          entity.metadata.name,
          location.target,
          isRegistered,
        ],
      );
    }

    it.each(['', '/', '/browse', '/browse/?at=', '/browse#readme'])(
      'finds the files of a repository at any depth, behind its slug %p',
      async behind => {
        const known = `${shop}/known/browse`;
        expect(await analyze(`${shop}/known${behind}`)).toEqual([
          ['hidden', `${known}/.backstage/catalog-info.yml`, false],
          ['known', `${known}/catalog-info.yaml`, true],
          ['deeper', `${known}/deep/er/catalog-info.yaml`, false],
        ]);
      },
    );

    it('says that a file is registered once it is', async () => {
      const own = `${base}/users/jane.doe/repos/own`;
      const file = `${own}/browse/catalog-info.yaml`;
      expect(await analyze(own)).toEqual([['own', file, false]]);
      await rig.backend.catalog.registerLocation(file);
      expect(await analyze(own)).toEqual([['own', file, true]]);
    });

    it('finds a repository by its clone address', async () => {
      const [, known] = await analyze(`${base}/scm/shop/known.git`);
      const file = `${shop}/known/browse/catalog-info.yaml`;
      expect(known).toEqual(['known', file, true]);
    });

    it('finds the file or directory that an address names', async () => {
      const deep = `${shop}/known/browse/deep`;
      const file = `${deep}/er/catalog-info.yaml`;
      expect(await analyze(deep)).toEqual([['deeper', file, false]]);
      expect(await analyze(file)).toEqual([['deeper', file, false]]);
    });

    it.each([branch, `refs/heads/${branch}`])(
      'reads the branch of ?at=%s',
      async ref => {
        const at = `?at=${encodeURIComponent(ref)}`;
        const repository = `${shop}/branches/browse`;
        const file = `${repository}/docs/catalog-info.yml`;
        expect(await analyze(repository)).toEqual([['on-main', file, false]]);
        expect(await analyze(`${repository}${at}`)).toEqual([
          ['on-branch', `${file}${at}`, false],
        ]);
      },
    );

    it('gives no file where a repository has none', async () => {
      const { status, body } = await post(`${shop}/plain`);
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          existingEntityFiles: [],
          generateEntities: [{ entity: { metadata: { name: 'plain' } } }],
        },
      });
    });

    it.each(['/commits', '/pull-requests/5/overview', '/raw/deep'])(
      'takes %s for the repository or directory that it is a page of',
      async page => {
        const targets = await analyze(`${shop}/known${page}`);
        const file = `${shop}/known/browse/deep/er/catalog-info.yaml`;
        expect(targets).toContainEqual(['deeper', file, false]);
      },
    );

    it.each(['/projects/SHOP', '/dashboard', ''])(
      'answers 400 with the form of an address for %p, which is no repository',
      async page => {
        expect(await post(`${base}${page}`)).toMatchObject({
          status: 400,
          body: {
            error: {
              message: expect.stringContaining(`${base}/projects/KEY/repos/slug`),
            },
          },
        });
      },
    );

    it('finds a repository by its clone address of ssh', async () => {
      const { hostname } = new URL(base);
      const [, known] = await analyze(
        `ssh://git@${hostname}:7999/shop/known.git`,
      );
      const file = `${shop}/known/browse/catalog-info.yaml`;
      expect(known).toEqual(['known', file, true]);
    });

    it("leaves an unknown host to Backstage's own answer", async () => {
      const asked = rig.standIn.requests.length;
      const unknown = 'https://git.example.com/projects/SHOP/repos/known';
      expect(await post(unknown)).toMatchObject({
        status: 200,
        body: {
          existingEntityFiles: [],
          generateEntities: [{ entity: { metadata: { name: 'known' } } }],
        },
      });
      expect(rig.standIn.requests).toHaveLength(asked);
    });

    it.each([
      ['/gone', 'no repository SHOP/gone'],
      ['/known?at=gone', "no branch, tag or commit 'gone'"],
    ])('answers 404 where %s is not there', async (name, message) => {
      expect(await post(`${shop}${name}`)).toMatchObject({
        status: 404,
        body: { error: { message: expect.stringContaining(message) } },
      });
    });

    it('names the file that the catalog cannot take in', async () => {
      const file = `${shop}/broken/browse/a/catalog-info.yaml`;
      expect(await post(`${shop}/broken`)).toMatchObject({
        status: 400,
        body: { error: { message: expect.stringContaining(`${file}: `) } },
      });
    });

    it('answers 503 where the server does not tell', async () => {
      const respond = { status: 503 };
      rig.served.faults.set({ rules: [{ match: /\/files/, respond }] });
      expect(await post(`${shop}/plain`)).toMatchObject({
        status: 503,
        body: { error: { message: expect.stringContaining('SHOP/plain') } },
      });
      rig.served.faults.set({});
    });

    it('asks the server for nothing that it does not know, and answers 503 once it is down', async () => {
      expect(rig.standIn.unknownRequests).toEqual([]);
      await rig.served.close();
      expect(await post(`${shop}/known`)).toMatchObject({
        status: 503,
        body: { error: { message: expect.stringContaining('NetworkError') } },
      });
    });
  },
);
