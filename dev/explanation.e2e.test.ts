import { pollUntil } from './pollUntil';
import { findApiDeviations } from './rig/findApiDeviations';
import { REPOSITORY, STATUS, useExplanation } from './rig/useExplanation';

const {
  start,
  ask,
  explain,
  preview,
  afterRun,
  afterReads,
  getUrl,
  countRequests,
} = useExplanation();

describe('what a backend says of a repository', () => {
  it('is from memory, with the entities of a file, and as the API document describes it', async () => {
    const backend = await start();
    await afterRun(backend);
    const read = await pollUntil('the component is in the catalog', {
      ask: async () => {
        const { body } = await explain(backend, 'plat/API');
        const text = JSON.stringify(body);
        return text.includes('component:default/api') ? body : undefined;
      },
    });
    const [provider] = read.providers;
    expect(provider).toMatchObject({
      provider: 'main',
      projectKey: 'PLAT',
      repoSlug: 'api',
      result: 'in',
      isRemembered: true,
      files: [
        {
          path: 'catalog-info.yaml',
          ref: 'refs/heads/main',
          target: `${getUrl()}/projects/PLAT/repos/api/browse/catalog-info.yaml`,
          entityRefs: [
            'component:default/api',
            expect.stringMatching(/^location:default\/generated-/),
          ],
          failures: [],
        },
      ],
    });
    await afterReads();
    const asked = countRequests();
    const missing = await explain(backend, 'PLAT/typo');
    expect(missing.body.providers[0]).toMatchObject({
      result: 'out',
      reason: 'noFile',
      nearestFiles: [],
    });
    const excluded = await explain(backend, 'PLAT/old-api');
    expect(excluded.body.providers[0]?.text).toContain(
      'PLAT/old-api is out: left out by catalog.providers.bitbucketServer.main.filters.exclude.repoSlug',
    );
    const archived = await explain(backend, 'plat/Museum');
    expect(archived.body.providers[0]).toMatchObject({
      ...{ projectKey: 'PLAT', repoSlug: 'museum', isRemembered: true },
      ...{ result: 'out', reason: 'archived', lookedAt: null },
      text: expect.stringContaining(
        'main: PLAT/museum is out: archived: left out by catalog.providers.bitbucketServer.main.filters.skipArchivedRepos',
      ),
    });
    const unheardOf = await explain(backend, 'PLAT/nothing');
    expect(unheardOf.body.providers[0]).toMatchObject({
      result: 'unknown',
      isRemembered: false,
      explanation: expect.stringContaining('no list has shown it so far'),
    });
    expect(countRequests()).toBe(asked);
    const answers = [missing, excluded, archived, unheardOf];
    for (const body of [read, ...answers.map(answer => answer.body)]) {
      const route = REPOSITORY;
      expect(findApiDeviations(body, { route, status: 200 })).toEqual([]);
    }
  });

  it('tells of a file that the catalog cannot read, and how to mend it', async () => {
    const backend = await start();
    await pollUntil('the failure is told', {
      ask: async () => {
        const { body } = await explain(backend, 'PLAT/broken');
        return body.providers[0]?.text.includes(
          'fails in the catalog (location:default/generated-',
        )
          ? true
          : undefined;
      },
    });
    const { body } = await explain(backend, 'PLAT/broken');
    expect(body.providers[0]?.files).toMatchObject([
      { failures: [{ remedy: 'open the file, and mend its YAML' }] },
    ]);
    const { body: status } = await ask(backend, STATUS);
    expect(status.providers[0]?.failing).toMatchObject([
      { projectKey: 'PLAT', repoSlug: 'broken', path: 'catalog-info.yaml' },
    ]);
    expect(findApiDeviations(status, { route: STATUS, status: 200 })).toEqual(
      [],
    );
  });

  it('is what the server has now with fresh, and names the nearest file', async () => {
    const backend = await start();
    await afterRun(backend);
    const { body } = await explain(backend, 'PLAT/typo?fresh=true');
    expect(body.providers[0]).toMatchObject({
      result: 'out',
      nearestFiles: ['catalog-info.yml'],
    });
    const gone = await explain(backend, 'PLAT/nothing?fresh=true');
    expect(gone.body.providers[0]).toMatchObject({
      result: 'out',
      reason: 'gone',
      explanation: 'there is no such repository',
    });
    const { status } = await explain(backend, 'PLAT/api?fresh=perhaps');
    expect(status).toBe(400);
    const elsewhere = await explain(backend, 'PLAT/api?host=other.example.com');
    expect(elsewhere).toMatchObject({
      status: 400,
      body: { error: { name: 'InputError' } },
    });
  });

  it('is said by the preview in the same words', async () => {
    const backend = await start();
    await afterRun(backend);
    for (const slug of ['api', 'typo', 'nothing', 'old-api', 'museum']) {
      const { body } = await explain(backend, `PLAT/${slug}?fresh=true`);
      const said = body.providers[0]!.text.split('\n');
      const stdout = await preview(`PLAT/${slug}`);
      const [before = ''] = stdout.split('\n  Asked:\n');
      expect(said.slice(0, before.split('\n').length)).toEqual(
        before.split('\n'),
      );
    }
  });
});
