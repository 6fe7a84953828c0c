import { TestDatabases } from '@backstage/backend-test-utils';
import { pollUntil } from '../pollUntil';
import { postWebhook } from '../standin/webhook/postWebhook';
import type { BackendProcess } from '../startBackendProcess';
import { findSweep } from './findSweep';
import { holdSweep } from './holdSweep';
import { readUids } from './readUids';
import { Replicas } from './Replicas';
import { toComponentFile } from '../rig/toComponentFile';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

const project = 'P00001';
const path = 'catalog-info.yaml';
const held = 'P00002/repos/repo-00002';
const task = 'bitbucketServer-provider:default:refresh';

describe('a webhook that comes to one of two backends on one PostgreSQL', () => {
  let replicas: Replicas;
  let backends: BackendProcess[];

  beforeAll(async () => {
    replicas = await Replicas.create({
      databases,
      // Only what triggers a sweep has one run.
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
    });
    backends = [await replicas.start(), await replicas.start()];
    await pollUntil('the first sweep is done', {
      ask: async () => {
        const uids = await readUids(backends[0]!.catalog);
        return Object.keys(uids).length === 8 || undefined;
      },
    });
  });

  afterAll(async () => {
    await replicas?.stop();
  });

  async function addFile(slug: string): Promise<void> {
    const content = toComponentFile(slug);
    await replicas.standIn.writeFile(project, { slug, path, content });
  }

  async function post(slug: string, options: { to: BackendProcess }) {
    const { webhookSecret: secret } = replicas;
    const to = { url: options.to.webhookUrl, secret };
    const ref = { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' };
    const body = {
      repository: { slug, project: { key: project } },
      changes: [{ ref, refId: ref.id, type: 'UPDATE' }],
    };
    const eventKey = 'repo:refs_changed';
    expect(await postWebhook({ eventKey, body }, { to })).toBe(202);
  }

  /** Waits until both catalogs hold an entity, and gives its uid. */
  async function readUid(name: string): Promise<string> {
    return pollUntil(`both backends show ${name}`, {
      ask: async () => {
        const [uid, other] = await Promise.all(
          backends.map(async ({ catalog }) => {
            const uids = await readUids(catalog);
            return uids[`component:default/${name}`];
          }),
        );
        return uid === other ? uid : undefined;
      },
    });
  }

  /** How often each backend has checked a repository after a webhook. */
  function countChecks(slug: string): number[] {
    const line = `${project}/${slug} was checked after a webhook: 1 added`;
    return backends.map(each => each.output().split(line).length - 1);
  }

  async function countBrowses(slug: string): Promise<number> {
    const { requests } = await replicas.standIn.requests();
    const start = `/${project}/repos/${slug}/browse`;
    return requests.filter(each => each.path.includes(start)).length;
  }

  it('is handled by that one alone, and shows in both', async () => {
    await replicas.standIn.resetStats();
    const slugs = ['repo-00002', 'repo-00004', 'repo-00006'];
    for (const [index, slug] of slugs.entries()) {
      await addFile(slug);
      await post(slug, { to: backends[index % 2]! });
      await readUid(slug);
    }
    // Events of the bus come in their order, and the last is through: what
    // the other backend was to do with the first two would be done by now.
    const [first, second] = slugs;
    expect(countChecks(first!)).toEqual([1, 0]);
    expect(countChecks(second!)).toEqual([0, 1]);
    expect(await countBrowses(first!)).toBe(1);
    expect(await countBrowses(second!)).toBe(1);
  });

  it('survives a sweep of the other that has asked for the repository before', async () => {
    const slug = 'repo-00008';
    const sweep = await holdSweep(held, {
      ...replicas,
      backends,
      begin: () => backends[0]!.catalog.triggerTask(task),
    });
    const other = backends.find(each => each !== sweep.sweeping)!;
    await addFile(slug);
    await post(slug, { to: other });
    const uid = await readUid(slug);

    await sweep.release();
    await pollUntil('the sweep is over', {
      ask: async () => ((await findSweep(backends)) ? undefined : true),
    });
    expect(await readUid(slug)).toBe(uid);
  });
});
