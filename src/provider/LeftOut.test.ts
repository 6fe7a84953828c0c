import type { JsonObject } from '@backstage/types';
import { driveTimers } from '../../dev/rig/driveTimers';
import { useSqlite } from '../../dev/rig/useSqlite';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { Replica } from '../../dev/rig/Replica';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { MigratedDatabase } from '../database';

const network = useTestNetwork();
const openSqlite = useSqlite();
const FILE = { 'catalog-info.yaml': '' };

const filters = {
  ...{ skipArchivedRepos: true, allowForks: false, visibility: ['private'] },
  labels: { exclude: ['old'] },
  exclude: { repoSlug: '^test-' },
};

/** One of each kind that a filter leaves out, and two that none does. */
const repositories = [
  { project: 'A', slug: 'api', files: FILE },
  { project: 'A', slug: 'museum', archived: true, files: FILE },
  { project: 'A', slug: 'open', public: true, files: FILE },
  { project: 'A', slug: 'labelled', labels: ['old'], files: FILE },
  { project: 'A', slug: 'test-data', files: FILE },
  { project: 'B', slug: 'web', files: FILE },
  { project: 'B', slug: 'ruin', archived: true, files: FILE },
];

interface SceneOptions {
  main?: JsonObject;
  archived?: number;
}

/** Each call gives one more process on the same database. */
async function createScene({ main, archived = 0 }: SceneOptions = {}) {
  const providers = { main: main ?? { filters } };
  const rig = new ProviderRig({
    network,
    providers,
    standIn: {
      strictPageSize: 1000,
      projects: [{ key: 'A' }, { key: 'B' }],
      repositories: [
        ...repositories,
        ...Array.from({ length: archived }, (_, index) => ({
          ...{ project: 'B', slug: `a${index}`, archived: true, files: {} },
        })),
      ],
    },
  });
  const sqlite = openSqlite();
  const logger = { warn: () => {} };
  const database = new MigratedDatabase({ database: sqlite, logger });
  await database.client();
  const statements: string[] = [];
  sqlite.knex.on('query', ({ sql }: { sql: string }) => {
    if (sql.includes('bitbucket_server_left_out')) {
      statements.push(sql);
    }
  });
  return {
    ...{ rig, providers, statements, sqlite },
    start: () => new Replica({ rig, database }),
  };
}

/** Why each is left out, by its name. */
async function reasonsOf({ leftOut }: Replica): Promise<object> {
  const found: Record<string, string> = {};
  const read = async () => {
    for await (const page of leftOut.readPages()) {
      for (const { projectKey, repoSlug, reason } of page) {
        found[`${projectKey}/${repoSlug}`] = reason;
      }
    }
  };
  await driveTimers(read());
  return found;
}

const LEFT_OUT = {
  ...{ 'A/museum': 'archived', 'A/open': 'visibility' },
  ...{ 'A/labelled': 'labels.exclude', 'B/ruin': 'archived' },
};

describe('what a run remembers of repositories that a filter leaves out', () => {
  it('is which filter, but for one on names, without a look or a row', async () => {
    const { rig, start } = await createScene();
    const replica = start();
    expect(await replica.sweep()).toBeUndefined();
    expect(await reasonsOf(replica)).toEqual(LEFT_OUT);
    expect(rig.paths.filter(path => path.endsWith('/browse')).sort()).toEqual([
      '/projects/A/repos/api/browse',
      '/projects/B/repos/web/browse',
    ]);
    const { memory, leftOut } = replica;
    const left = await driveTimers(
      leftOut.find({ projectKey: 'a', repoSlug: 'MUSEUM' }),
    );
    expect(left).toMatchObject({ projectKey: 'A', repoSlug: 'museum' });
    expect(await driveTimers(memory.findByNames([left!]))).toEqual([]);
    const [run] = await driveTimers(memory.readRuns());
    expect(run).toMatchObject({ ending: 'complete', looks: 2 });
  });

  it('is the same in memory of the process', async () => {
    const { rig } = await createScene();
    const replica = new Replica({ rig });
    await replica.sweep();
    expect(await reasonsOf(replica)).toEqual(LEFT_OUT);
    rig.standIn.removeRepository('B', { slug: 'ruin' });
    await replica.sweep();
    const { 'B/ruin': _, ...others } = LEFT_OUT;
    expect(await reasonsOf(replica)).toEqual(others);
    const name = { projectKey: 'a', repoSlug: 'Museum' };
    expect(await driveTimers(replica.leftOut.find(name))).toMatchObject({
      reason: 'archived',
    });
  });

  it('is written in few statements, and not again while nothing changes', async () => {
    const { start, statements } = await createScene({ archived: 900 });
    await start().sweep();
    expect(statements.length).toBeLessThanOrEqual(10);
    statements.length = 0;
    await start().sweep();
    const page = expect.stringMatching(/^select/);
    expect(statements).toEqual([page, page]);
  });

  it('is forgotten, and the repository looked at, in the next run after it was unarchived', async () => {
    const { rig, start } = await createScene();
    await start().sweep();
    rig.standIn.repository('B', { slug: 'ruin' }).archived = false;
    const replica = start();
    await replica.sweep();
    const { 'B/ruin': _, ...others } = LEFT_OUT;
    expect(await reasonsOf(replica)).toEqual(others);
    expect(rig.catalog.targets).toHaveLength(3);
  });

  it('follows an archived repository to another name', async () => {
    const { rig, start } = await createScene();
    await start().sweep();
    const move = { slug: 'ruin', toProject: 'A', to: 'temple' };
    rig.standIn.moveRepository('B', move);
    const replica = start();
    await replica.sweep();
    const { 'B/ruin': ruin, ...others } = LEFT_OUT;
    expect(await reasonsOf(replica)).toEqual({ ...others, 'A/temple': ruin });
  });

  it('is forgotten where the filter is taken away, and is another filter where that leaves it out now', async () => {
    const { rig, start, providers } = await createScene();
    await start().sweep();
    providers.main = { filters: { labels: { exclude: ['old'] } } };
    rig.standIn.repository('A', { slug: 'museum' }).labels = ['old'];
    const replica = start();
    await replica.sweep();
    expect(await reasonsOf(replica)).toEqual({
      ...{ 'A/museum': 'labels.exclude', 'A/labelled': 'labels.exclude' },
    });
    expect(rig.catalog.targets).toHaveLength(5);
  });

  it('is forgotten of what no list shows any more, but not where a list broke off', async () => {
    const { rig, start } = await createScene();
    const replica = start();
    await replica.sweep();
    rig.standIn.removeRepository('A', { slug: 'museum' });
    rig.breakWith({ match: /B\/repos\?/, respond: { status: 500 } });
    expect(await replica.sweep()).toBeDefined();
    expect(await reasonsOf(replica)).toEqual(LEFT_OUT);
    rig.breakWith();
    await replica.sweep();
    const { 'A/museum': _, ...others } = LEFT_OUT;
    expect(await reasonsOf(replica)).toEqual(others);
  });

  it('takes the place of the row of one that is archived, whose entities go', async () => {
    const { rig, start } = await createScene();
    const replica = start();
    await replica.sweep();
    rig.standIn.archive('B', { slug: 'web' });
    await replica.sweep();
    expect(rig.catalog.targets).toHaveLength(1);
    expect(await reasonsOf(replica)).toEqual({
      ...LEFT_OUT,
      'B/web': 'archived',
    });
    const name = { projectKey: 'B', repoSlug: 'web' };
    expect(await driveTimers(replica.memory.findByNames([name]))).toEqual([]);
  });

  it('is read from the lists of labels alone, however often it was so before', async () => {
    const labels = { include: ['old'] };
    const { rig, start } = await createScene({ main: { filters: { labels } } });
    await start().sweep();
    rig.forget();
    const replica = start();
    await replica.sweep();
    expect(Object.values(await reasonsOf(replica))).toEqual(
      Array.from({ length: 6 }, () => 'labels.include'),
    );
    expect(rig.paths.filter(path => path.endsWith('/labels'))).toEqual([]);
  });

  it('fails no run where it cannot be remembered', async () => {
    const { rig, sqlite, start } = await createScene();
    const replica = start();
    expect(await replica.sweep()).toBeUndefined();
    await sqlite.knex.schema.dropTable('bitbucket_server_left_out');
    expect(await replica.sweep()).toBeUndefined();
    expect(rig.catalog.targets).toHaveLength(2);
    const [last] = await driveTimers(replica.memory.readRuns());
    expect(last).toMatchObject({ ending: 'complete' });
  });
});
