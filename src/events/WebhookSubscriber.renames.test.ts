import type { JsonObject } from '@backstage/types';
import { driveUntil } from '../../dev/rig/driveUntil';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import {
  beginHeldSweep,
  createRig,
  createSweptRig,
  FILE,
  SceneOptions,
  toNames,
} from '../../dev/rig/webhookScene';
import { webhookBodies } from './testing/webhookBodies';
import { repository } from './testing/webhookRepositories';

const network = useTestNetwork();

function rename(rig: WebhookRig): void {
  const name = { slug: 'antenna', to: 'dish' };
  rig.standIn.renameRepository('ORBIT', name);
}

describe('WebhookSubscriber, told of a rename', () => {
  it('takes the location from the old name and adds one of the new name in one delta', async () => {
    const rig = await createSweptRig({ network });
    rename(rig);
    await rig.send('repo:modified', { body: webhookBodies.rename() });
    expect(toNames(rig)).toEqual(['ORBIT/dish', 'ORBIT/rocket', 'SEA/buoy']);
    expect(rig.catalog.mutations).toMatchObject([
      { type: 'delta', added: [{}], removed: [{}] },
    ]);
  });

  it('does so by the old name where the body has no number', async () => {
    const rig = await createSweptRig({ network });
    rename(rig);
    const nameless = ({ id: _, ...rest }: JsonObject) => rest;
    await rig.send('repo:modified', {
      body: webhookBodies.rename({
        old: nameless(repository({ slug: 'antenna' })),
        new: nameless(repository({ slug: 'dish' })),
      }),
      outcomes: 2,
    });
    expect(toNames(rig)).toEqual(['ORBIT/dish', 'ORBIT/rocket', 'SEA/buoy']);
  });

  it('leaves the old name as it is while the new one is unknown', async () => {
    const rig = await createSweptRig({
      network,
      integration: { retry: { maxRetries: 0 } },
    });
    rename(rig);
    rig.breakWith({ match: /dish$/, respond: { status: 500 } });
    await rig.publish('repo:modified', webhookBodies.rename());
    await driveUntil(() => rig.log.at('warn').length > 0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.log.at('warn')).toEqual([
      expect.stringMatching(
        /^main: ORBIT\/dish could not be checked after a webhook, and is left to the next sweep: .*dish answered 500/,
      ),
    ]);
    expect(rig.catalog.mutations).toEqual([]);
  });

  it('finds it by its number where the new name is another by now', async () => {
    const rig = await createSweptRig({ network });
    rig.standIn.renameRepository('ORBIT', { slug: 'antenna', to: 'horn' });
    await rig.send('repo:modified', { body: webhookBodies.rename() });
    expect(toNames(rig)).toEqual(['ORBIT/horn', 'ORBIT/rocket', 'SEA/buoy']);
    expect(rig.catalog.mutations).toMatchObject([
      { type: 'delta', added: [{}], removed: [{}] },
    ]);
  });

  it('checks a repository once of which no more than the title has changed', async () => {
    const rig = await createSweptRig({ network });
    const same = repository({ slug: 'antenna' });
    const body = webhookBodies.rename({
      old: same,
      new: { ...same, name: 'Antenna' },
    });
    await rig.send('repo:modified', { body });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.outcomes).toEqual([
      'main: ORBIT/antenna was checked after a webhook: 0 added, 0 removed, 1 refreshed',
    ]);
  });

  it.each(['within a moment', 'while the first is looked at'])(
    'follows one rename after another, told of %s',
    async when => {
      const rig = await createSweptRig({ network });
      rename(rig);
      rig.breakWith({ match: 'dish', respond: { holdUntilReleased: 'dish' } });
      await rig.publish('repo:modified', webhookBodies.rename());
      if (when !== 'within a moment') {
        await driveUntil(() => rig.urls.length > 0);
      }
      rig.standIn.renameRepository('ORBIT', { slug: 'dish', to: 'horn' });
      await rig.publish('repo:modified', {
        ...webhookBodies.rename({
          old: repository({ slug: 'dish' }),
          new: repository({ slug: 'horn' }),
        }),
      });
      rig.faults.release('dish');
      await driveUntil(() => toNames(rig).includes('ORBIT/horn'));
      expect(toNames(rig)).toEqual(['ORBIT/horn', 'ORBIT/rocket', 'SEA/buoy']);
      expect(rig.catalog.mutations).toMatchObject([
        { type: 'delta', added: [{}], removed: [{}] },
      ]);
    },
  );

  it('looks once more at who has the old name by now, where it was told of that first', async () => {
    const rig = await createSweptRig({
      network,
      standIn: {
        projects: [{ key: 'ORBIT' }],
        repositories: [
          { project: 'ORBIT', slug: 'antenna', id: 31, files: { [FILE]: '' } },
          { project: 'ORBIT', slug: 'bare', id: 32, files: { 'README.md': '' } },
        ],
      },
    });
    rename(rig);
    rig.standIn.renameRepository('ORBIT', { slug: 'bare', to: 'antenna' });
    const bare = (slug: string) => ({ ...repository({ slug }), id: 32 });
    await rig.send('repo:modified', {
      body: webhookBodies.rename({ old: bare('bare'), new: bare('antenna') }),
    });
    await rig.send('repo:modified', {
      body: webhookBodies.rename(),
      outcomes: 2,
    });
    expect(toNames(rig)).toEqual(['ORBIT/dish']);
  });

  it('removes nothing where the body names a repository that is still there', async () => {
    const rig = await createSweptRig({ network });
    await rig.send('repo:modified', {
      body: webhookBodies.rename({ new: repository({ slug: 'rocket' }) }),
    });
    expect(rig.catalog.mutations).toEqual([]);
  });
});

describe('WebhookSubscriber, told of a repository that was created or deleted', () => {
  it('adds what a created one has', async () => {
    const rig = createRig({ network });
    await rig.start();
    await rig.send('repo:created', {
      body: webhookBodies.ofRepository('repo:created'),
    });
    expect(toNames(rig)).toEqual(['ORBIT/antenna']);
  });

  it('removes what a deleted one had', async () => {
    const rig = await createSweptRig({ network });
    rig.standIn.removeRepository('ORBIT', { slug: 'antenna' });
    await rig.send('repo:deleted', {
      body: webhookBodies.ofRepository('repo:deleted'),
    });
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
  });

  it('removes nothing of one that is still there', async () => {
    const rig = await createSweptRig({ network });
    await rig.send('repo:deleted', {
      body: webhookBodies.ofRepository('repo:deleted'),
    });
    expect(rig.catalog.mutations).toEqual([]);
  });
});

describe('WebhookSubscriber, told of a project', () => {
  /** The project SEA has become OCEAN. */
  async function createRenamedRig(options: Partial<SceneOptions> = {}) {
    const rig = await createSweptRig({ network, ...options });
    rig.standIn.renameProject('SEA', { to: 'OCEAN' });
    return rig;
  }
  const renamed = webhookBodies.project({
    old: { key: 'SEA' },
    new: { key: 'OCEAN' },
  });
  const after = ['OCEAN/buoy', 'ORBIT/antenna', 'ORBIT/rocket'];

  it.each(['project:modified', 'proj:modified'])(
    'takes its repositories to its new key, each in one delta, on %s',
    async eventType => {
      const rig = await createRenamedRig();
      await rig.send(eventType, { body: renamed });
      expect(toNames(rig)).toEqual(after);
      expect(rig.catalog.mutations).toMatchObject([
        { type: 'delta', added: [{}], removed: [{}] },
      ]);
    },
  );

  it('removes what has gone with its old key', async () => {
    const rig = await createRenamedRig();
    rig.standIn.removeRepository('OCEAN', { slug: 'buoy' });
    await rig.send('project:modified', { body: renamed });
    expect(toNames(rig)).toEqual(['ORBIT/antenna', 'ORBIT/rocket']);
  });

  it('lists one project after the other', async () => {
    const rig = await createRenamedRig();
    rig.breakWith({
      match: /SEA\/repos\?/,
      respond: { holdUntilReleased: 'SEA' },
    });
    await rig.publish('project:modified', renamed);
    await driveUntil(() => rig.urls.length > 0);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(rig.urls).toEqual(['/projects/SEA/repos?limit=1000']);

    rig.faults.release('SEA');
    await driveUntil(() => rig.outcomes.length === 1);
    expect(rig.paths).toContain('/projects/OCEAN/repos');
  });

  it('leaves the repositories as they are while the server does not list them', async () => {
    const rig = await createRenamedRig({
      integration: { retry: { maxRetries: 0 } },
    });
    rig.breakWith({ match: /OCEAN\/repos\?/, respond: { status: 500 } });
    await rig.publish('project:modified', renamed);
    await driveUntil(() => rig.log.at('warn').length > 0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.catalog.mutations).toEqual([]);
  });

  it('comes to the same end beside a sweep that is running', async () => {
    const rig = await createSweptRig({ network });
    const sweep = await beginHeldSweep(rig);
    rig.standIn.renameProject('SEA', { to: 'OCEAN' });
    await rig.publish('project:modified', renamed);
    rig.faults.release('list');
    expect(await sweep.ended).toBeUndefined();
    await driveUntil(() => rig.outcomes.length > 0);
    expect(toNames(rig)).toEqual(after);
  });
});

describe('WebhookSubscriber, told of who has taken the name of a repository that moved', () => {
  async function createTakenRig(options: Partial<SceneOptions>) {
    const rig = await createSweptRig({ network, ...options });
    const { standIn } = rig;
    const slug = 'antenna';
    standIn.moveRepository('ORBIT', { slug, toProject: 'SEA', to: slug });
    standIn.addRepository({ project: 'ORBIT', slug, id: 99, files: {} });
    const taken = { ...repository(), id: 99 };
    const body = webhookBodies.push({ repository: taken });
    await rig.send('repo:refs_changed', { body });
    return rig;
  }

  it('removes the Location of the file that is there no longer', async () => {
    const rig = await createTakenRig({});
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
  });

  it('leaves what a parser has made to the look at where the file is now', async () => {
    const rig = await createTakenRig({
      parser: async function* parse({ repository: { repoSlug } }) {
        yield {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: repoSlug },
        };
      },
    });
    const names = () =>
      rig.catalog.entities.map(({ metadata }) => metadata.name).sort();
    expect(names()).toEqual(['antenna', 'buoy', 'rocket']);
    rig.standIn.removeFile('SEA', { slug: 'antenna', path: FILE });
    await rig.sweep();
    expect(names()).toEqual(['buoy', 'rocket']);
  });
});
