import { useMswServer } from '../../dev/rig/useMswServer';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import { createRig, createSweptRig, FILE, SceneOptions, toNames } from '../../dev/rig/webhookScene';
import {
  projectBody,
  renameBody,
  repository,
  repositoryBody,
} from './testing/webhookBodies';

const server = useMswServer();

function rename(rig: WebhookRig): void {
  const name = { slug: 'antenna', to: 'dish' };
  rig.standIn.renameRepository('ORBIT', name);
}

describe('WebhookSubscriber, told of a rename', () => {
  it('takes the location from the old name, and adds one of the new name', async () => {
    const rig = await createSweptRig({ server });
    rename(rig);
    await rig.send('repo:modified', { body: renameBody(), outcomes: 2 });
    expect(toNames(rig)).toEqual(['ORBIT/dish', 'ORBIT/rocket', 'SEA/buoy']);
  });

  it('takes away before it adds, even where the old name takes its time', async () => {
    const rig = await createSweptRig({
      server,
      integration: { maxConcurrentRequests: 5 },
      rules: [],
    });
    rename(rig);
    rig.breakWith({
      match: /antenna$/,
      respond: { holdUntilReleased: 'old name' },
    });
    await rig.publish('repo:modified', renameBody());
    await jest.advanceTimersByTimeAsync(10_000);
    expect(toNames(rig)).not.toContain('ORBIT/dish');

    rig.faults.release('old name');
    await rig.until(() => rig.outcomes.length === 2);
    expect(rig.catalog.mutations).toMatchObject([
      { added: [], removed: [{}] },
      { added: [{}] },
    ]);
  });

  it('leaves the old name as it is while the new one is unknown', async () => {
    const rig = await createSweptRig({
      server,
      integration: { retry: { maxRetries: 0 } },
    });
    rename(rig);
    rig.breakWith({ match: /dish$/, respond: { status: 500 } });
    await rig.publish('repo:modified', renameBody());
    await rig.until(() => rig.log.at('warn').length > 0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.log.at('warn')).toEqual([
      expect.stringMatching(
        /^main: ORBIT\/antenna could not be checked after a webhook, and is left to the next sweep: .*dish answered 500/,
      ),
    ]);
    expect(rig.catalog.mutations).toEqual([]);
  });

  it('checks a repository once of which no more than the title has changed', async () => {
    const rig = await createSweptRig({ server });
    const same = repository({ slug: 'antenna' });
    const body = renameBody({ old: same, new: { ...same, name: 'Antenna' } });
    await rig.send('repo:modified', { body });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(rig.outcomes).toEqual([
      'main: ORBIT/antenna was checked after a webhook: 0 added, 0 removed, 1 refreshed',
    ]);
  });

  it('follows one rename after another', async () => {
    const rig = await createSweptRig({ server });
    rig.standIn.renameRepository('ORBIT', { slug: 'antenna', to: 'horn' });
    const dish = repository({ slug: 'dish' });
    const horn = repository({ slug: 'horn' });
    await rig.publish('repo:modified', renameBody());
    await rig.send('repo:modified', {
      body: renameBody({ old: dish, new: horn }),
      outcomes: 3,
    });
    await rig.until(() => toNames(rig).includes('ORBIT/horn'));
    expect(toNames(rig)).toEqual(['ORBIT/horn', 'ORBIT/rocket', 'SEA/buoy']);
  });

  it('removes nothing where the body names a repository that is still there', async () => {
    const rig = await createSweptRig({ server });
    await rig.send('repo:modified', {
      body: renameBody({ new: repository({ slug: 'rocket' }) }),
      outcomes: 2,
    });
    expect(rig.catalog.mutations).toEqual([]);
  });
});

describe('WebhookSubscriber, told of a repository that was created or deleted', () => {
  it('adds what a created one has', async () => {
    const rig = createRig({ server });
    await rig.start();
    await rig.send('repo:created', { body: repositoryBody('repo:created') });
    expect(toNames(rig)).toEqual(['ORBIT/antenna']);
  });

  it('removes what a deleted one had', async () => {
    const rig = await createSweptRig({ server });
    rig.standIn.removeRepository('ORBIT', { slug: 'antenna' });
    await rig.send('repo:deleted', { body: repositoryBody('repo:deleted') });
    expect(toNames(rig)).toEqual(['ORBIT/rocket', 'SEA/buoy']);
  });

  it('removes nothing of one that is still there', async () => {
    const rig = await createSweptRig({ server });
    await rig.send('repo:deleted', { body: repositoryBody('repo:deleted') });
    expect(rig.catalog.mutations).toEqual([]);
  });
});

describe('WebhookSubscriber, told of a project', () => {
  /** The project SEA has become ORBIT's sibling OCEAN. */
  async function createRenamedRig(options: Partial<SceneOptions> = {}) {
    const rig = await createSweptRig({ server, ...options });
    rig.standIn.removeProject('SEA');
    rig.standIn.addProject({ key: 'OCEAN' });
    rig.standIn.addRepository({
      project: 'OCEAN',
      slug: 'buoy',
      files: { [FILE]: '' },
    });
    return rig;
  }
  const renamed = projectBody({ old: { key: 'SEA' }, new: { key: 'OCEAN' } });

  it.each(['project:modified', 'proj:modified'])(
    'checks the repositories of its old and its new key on %s',
    async eventType => {
      const rig = await createRenamedRig();
      await rig.send(eventType, { body: renamed, outcomes: 2 });
      expect(toNames(rig)).toEqual([
        'OCEAN/buoy',
        'ORBIT/antenna',
        'ORBIT/rocket',
      ]);
    },
  );

  it('lists one project after the other', async () => {
    const rig = await createRenamedRig();
    rig.breakWith({
      match: /SEA\/repos\?/,
      respond: { holdUntilReleased: 'SEA' },
    });
    await rig.publish('project:modified', renamed);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(rig.urls).toEqual(['/projects/SEA/repos?limit=1000']);

    rig.faults.release('SEA');
    await rig.until(() => rig.outcomes.length === 2);
    expect(rig.paths).toContain('/projects/OCEAN/repos');
  });

  it('leaves it to a sweep that is running', async () => {
    const rig = await createSweptRig({ server });
    rig.breakWith({
      match: /projects\?/,
      times: 1,
      respond: { holdUntilReleased: 'list' },
    });
    const sweep = rig.sweep();
    await rig.until(() => rig.urls.length === 1);
    expect(await rig.send('project:modified', { body: renamed })).toEqual([
      'main: project:modified is ignored: a sweep is running and sees the same',
    ]);
    expect(rig.urls).toHaveLength(1);
    rig.faults.release('list');
    await sweep;
  });
});
