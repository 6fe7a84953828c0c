import { driveUntil } from '../../dev/rig/driveUntil';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import {
  beginHeldSweep,
  createRig,
  createSweptRig,
  FILE,
} from '../../dev/rig/webhookScene';
import { settle } from '../http/testing/settle';
import { change, webhookBodies } from './testing/webhookBodies';
import { repository } from './testing/webhookRepositories';

const network = useTestNetwork();

const ORBIT = '/projects/ORBIT/repos';
const NO_BRANCH =
  'main: repo:refs_changed is ignored: it touches no branch that is read';

const pushTo = (...branches: string[]) =>
  webhookBodies.push({
    changes: branches.map(branch => change('UPDATE', { branch })),
  });

describe('WebhookSubscriber, told of a push', () => {
  it.each([
    ['another branch', pushTo('wip', 'feature/main'), NO_BRANCH],
    [
      'a tag',
      webhookBodies.push({ changes: [change('ADD', { tag: 'main' })] }),
      'main: repo:refs_changed is ignored: it changes no branch',
    ],
    [
      'nothing at all',
      webhookBodies.push({ changes: [] }),
      'main: repo:refs_changed is ignored: it changes no branch',
    ],
  ])('asks for nothing when it is of %s', async (_, body, outcome) => {
    const rig = await createSweptRig({ network });
    expect(await rig.send('repo:refs_changed', { body })).toEqual([outcome]);
    expect(rig.urls).toEqual([]);
    expect(rig.catalog.mutations).toEqual([]);
    expect(rig.log.at('debug')).toContain(outcome);
  });

  it('looks once at a repository that nobody has looked at yet, and knows its default branch then', async () => {
    const rig = createRig({ network });
    await rig.start();
    await rig.send('repo:refs_changed', { body: pushTo('wip') });
    expect(rig.urls).toEqual([
      `${ORBIT}/antenna`,
      `${ORBIT}/antenna/browse?limit=1000`,
    ]);
    const body = pushTo('other');
    expect(await rig.send('repo:refs_changed', { body })).toEqual([NO_BRANCH]);
    expect(rig.urls).toHaveLength(2);
  });

  it('goes by a default branch that has become another one, once it was told so', async () => {
    const rig = await createSweptRig({ network });
    const antenna = rig.standIn.repository('ORBIT', { slug: 'antenna' });
    antenna.branches = {
      ...antenna.branches,
      trunk: { list: () => [], read: () => undefined },
    };
    antenna.defaultBranch = 'trunk';
    await rig.send('repo:default_branch_modified', {
      body: webhookBodies.ofRepository('repo:default_branch_modified'),
    });
    const [outcome] = await rig.send('repo:refs_changed', {
      body: pushTo('trunk'),
    });
    expect(outcome).toMatch(/was checked/);
    const body = pushTo('main');
    expect(await rig.send('repo:refs_changed', { body })).toEqual([NO_BRANCH]);
  });

  it('goes by the default branch of no other repository that had the name', async () => {
    const rig = await createSweptRig({ network });
    rig.standIn.removeRepository('ORBIT', { slug: 'antenna' });
    rig.standIn.addRepository({
      ...{ project: 'ORBIT', slug: 'antenna', id: 99 },
      ...{ defaultBranch: 'trunk', files: { [FILE]: '' } },
    });
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push({
        repository: { ...repository(), id: 99 },
        changes: [change('ADD', { branch: 'trunk' })],
      }),
    });
    expect(outcome).toMatch(/was checked/);
  });

  it.each([
    ['the branch that ?at= names', 'next', /was checked/],
    ['the default branch', 'main', /is ignored/],
  ])(
    'goes by ?at= alone on a push to %s',
    async (_, branch, expected) => {
      const rig = createRig({
      network,
        providers: { main: { catalogPath: `/${FILE}?at=next` } },
      });
      await rig.start();
      const body = pushTo(branch);
      const [outcome] = await rig.send('repo:refs_changed', { body });
      expect(outcome).toMatch(expected);
    },
  );

  it('says at debug level alone that there was nothing to do', async () => {
    const rig = await createSweptRig({ network });
    const dish = { slug: 'dish', id: 32 };
    rig.standIn.addRepository({ project: 'ORBIT', ...dish, files: {} });
    const body = webhookBodies.push({
      repository: { ...repository(), ...dish },
    });
    const [outcome] = await rig.send('repo:refs_changed', { body });
    expect(outcome).toMatch(/: 0 added, 0 removed, 0 refreshed$/);
    expect(rig.log.at('info')).toEqual([]);
  });

  it('says at info level what has become of it', async () => {
    const rig = await createSweptRig({ network });
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(rig.log.at('info')).toEqual([
      'main: ORBIT/antenna was checked after a webhook: 0 added, 0 removed, 1 refreshed',
    ]);
  });

  it('warns of a repository that could not be looked at', async () => {
    const rig = await createSweptRig({
      network,
      integration: { retry: { maxRetries: 0 } },
    });
    rig.breakWith({ match: 'antenna', respond: { status: 500 } });
    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(rig.log.at('warn')).toEqual([
      expect.stringMatching(
        /^main: ORBIT\/antenna could not be checked after a webhook, and is left to the next sweep: .* answered 500/,
      ),
    ]);
  });

  it('has the next sweep look first at a repository that could not be looked at', async () => {
    const rig = await createSweptRig({
      network,
      integration: { maxConcurrentRequests: 1, retry: { maxRetries: 0 } },
    });
    rig.breakWith({ match: /buoy$/, times: 1, respond: { status: 500 } });
    const buoy = { slug: 'buoy', project: { key: 'SEA' } };
    await rig.send('repo:refs_changed', {
      body: webhookBodies.push({ repository: buoy }),
    });
    rig.forget();
    await rig.sweep();
    expect(rig.paths.filter(path => path.endsWith('/browse'))[0]).toBe(
      '/projects/SEA/repos/buoy/browse',
    );
  });

  it('leaves runs as they were, told of a project that may not be read', async () => {
    const rig = await createSweptRig({
      network,
      standIn: {
        projects: [{ key: 'ORBIT', hidden: true }, { key: 'SEA' }],
        repositories: [
          { project: 'ORBIT', slug: 'antenna', id: 31, files: { [FILE]: '' } },
          { project: 'SEA', slug: 'buoy', files: { [FILE]: '' } },
        ],
      },
    });
    const [outcome] = await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
    });
    expect(outcome).toMatch(/could not be checked/);
    rig.forget();
    expect(await rig.sweep()).toBeUndefined();
    expect(rig.paths.filter(path => path.includes('ORBIT'))).toEqual([]);
    expect(rig.log.at('warn')).toEqual([]);
  });

  it('checks once for several within a moment, and once more for one that comes later', async () => {
    const rig = await createSweptRig({ network });
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await rig.publish(
      'repo:created',
      webhookBodies.ofRepository('repo:created'),
    );
    await driveUntil(() => rig.outcomes.length > 0);
    expect(rig.paths.filter(path => path.endsWith('/browse'))).toHaveLength(1);

    await rig.send('repo:refs_changed', { body: webhookBodies.push() });
    expect(rig.paths.filter(path => path.endsWith('/browse'))).toHaveLength(2);
    expect(rig.outcomes).toHaveLength(2);
  });

  it('keeps the sender waiting for no request', async () => {
    const rig = createRig({
      network,
      rules: [{ match: '', respond: 'hang' }],
    });
    await rig.start();
    const published = settle(
      rig.publish('repo:refs_changed', webhookBodies.push()),
    );
    await jest.advanceTimersByTimeAsync(0);
    expect(published.state).toBe('fulfilled');
  });

  it('goes ahead of what a sweep has waiting', async () => {
    const rig = await createSweptRig({
      network,
      providers: { main: {}, other: {} },
      integration: { maxConcurrentRequests: 1 },
    });
    const sweep = await beginHeldSweep(rig);
    // The list of the other provider waits.
    await rig.publish('repo:refs_changed', webhookBodies.push());
    await jest.advanceTimersByTimeAsync(5_000);
    rig.faults.release('list');
    await sweep.ended;
    const [, second, third] = rig.urls.filter(
      // What a run says of itself goes ahead of it as well.
      url => url !== '/application-properties',
    );
    expect([second, third]).toEqual([
      `${ORBIT}/antenna`,
      '/projects?limit=1000',
    ]);
  });
});

describe('WebhookSubscriber, told something else', () => {
  it.each([
    [
      'an event that is not acted upon',
      'repo:forked',
      webhookBodies.ofRepository('repo:forked'),
      [],
    ],
    [
      'a body that lacks what it should have',
      'repo:refs_changed',
      { changes: [] },
      [/^main: repo:refs_changed is ignored: repository is not as expected/],
    ],
    [
      'a name that leads elsewhere',
      'repo:refs_changed',
      webhookBodies.push({ repository: repository({ slug: '..' }) }),
      [/^main: repo:refs_changed is ignored: repository\.slug is not as expected/],
    ],
    [
      'a push of more changes than anybody makes',
      'repo:refs_changed',
      webhookBodies.push({
        changes: Array.from({ length: 1001 }, () =>
          change('UPDATE', { branch: 'main' }),
        ),
      }),
      [/^main: repo:refs_changed is ignored: changes is not as expected/],
    ],
  ])('ignores %s', async (_, eventType, body, reason) => {
    const rig = await createSweptRig({ network });
    await rig.publish(eventType, body);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(rig.outcomes).toEqual(
      reason.map(words => expect.stringMatching(words)),
    );
    expect(rig.log.at('debug')).toEqual(rig.outcomes);
    expect(rig.urls).toEqual([]);
  });
});
