import { JsonObject } from '@backstage/types';
import { BASE_URL } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { WebhookRig } from '../../dev/rig/WebhookRig';
import { createRig, createSweptRig, FILE } from '../../dev/rig/webhookScene';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { webhookBodies } from './testing/webhookBodies';
import { repository } from './testing/webhookRepositories';

const network = useTestNetwork();

const ORBIT = '/projects/ORBIT/repos';

function rename(rig: WebhookRig): void {
  const name = { slug: 'antenna', to: 'dish' };
  rig.standIn.renameRepository('ORBIT', name);
}

/** A repository of the same name, but for its link. */
function linkedTo(url: string | undefined): JsonObject {
  const { links: _, ...rest } = repository();
  return url === undefined
    ? rest
    : { ...rest, links: { self: [{ href: url }] } };
}

describe('WebhookSubscriber, of a link in a body', () => {
  const BROWSE = `${ORBIT}/antenna/browse`;
  const IGNORED =
    'main: repo:refs_changed is ignored: its link leads to another host';

  it.each([
    ['without one, as old servers send it', undefined],
    ['with one to its own host', `${BASE_URL}${BROWSE}`],
    ['with one in other letters', `HTTPS://GIT.EXAMPLE.COM${BROWSE}`],
  ])('looks a repository up %s', async (_, url) => {
    const rig = await createSweptRig({ network });
    const body = webhookBodies.push({ repository: linkedTo(url) });
    const [outcome] = await rig.send('repo:refs_changed', { body });
    expect(outcome).toMatch(/was checked/);
  });

  it.each([
    `https://evil.example.com${BROWSE}`,
    `https://git.example.com:8443${BROWSE}`,
    `https://git.example.com.evil.example${BROWSE}`,
    `https://git.example.com@evil.example${BROWSE}`,
  ])('ignores, without a request, one to %s', async url => {
    const rig = await createSweptRig({ network });
    const body = webhookBodies.push({ repository: linkedTo(url) });
    expect(await rig.send('repo:refs_changed', { body })).toEqual([IGNORED]);
    expect(rig.urls).toEqual([]);
  });

  it.each(['old', 'new'])(
    'ignores a rename whose %s name is of another host',
    async which => {
      const rig = await createSweptRig({ network });
      rename(rig);
      const url = `https://evil.example.com${BROWSE}`;
      const body = webhookBodies.rename({ [which]: linkedTo(url) });
      expect(await rig.send('repo:modified', { body })).toEqual([
        'main: repo:modified is ignored: its link leads to another host',
      ]);
      expect(rig.urls).toEqual([]);
    },
  );

  it('counts the base URL for its own that the last lists have shown', async () => {
    const rig = createRig({ network });
    rig.standIn.moveTo('https://public.example.com');
    await rig.start();
    const url = `https://public.example.com${BROWSE}`;
    const body = webhookBodies.push({ repository: linkedTo(url) });
    expect(await rig.send('repo:refs_changed', { body })).toEqual([IGNORED]);

    await rig.sweep();
    const [outcome] = await rig.send('repo:refs_changed', { body });
    expect(outcome).toMatch(/was checked/);
  });
});

describe('WebhookSubscriber of two providers', () => {
  it('is that of the one whose host the link names', async () => {
    const other = new StandInBitbucket({
      baseUrl: 'https://other.example.com',
      strictPageSize: 2,
      projects: [{ key: 'ORBIT' }],
      repositories: [
        { project: 'ORBIT', slug: 'antenna', files: { [FILE]: '' } },
      ],
    });
    network.add(other);
    const rig = createRig({
      network,
      integrations: [{ host: 'other.example.com', token: 'other' }],
      providers: { one: {}, two: { host: 'other.example.com' } },
    });
    await rig.start();
    const url = `https://other.example.com${ORBIT}/antenna/browse`;
    const body = webhookBodies.push({ repository: linkedTo(url) });
    const outcomes = await rig.send('repo:refs_changed', { body, outcomes: 2 });
    expect(outcomes).toEqual([
      expect.stringMatching(/^one: .* leads to another host$/),
      expect.stringMatching(/^two: .* was checked/),
    ]);
    expect(rig.urls).toEqual([]);
    expect(rig.catalog.targets).toEqual([`${url}/${FILE}`]);

    await rig.send('repo:refs_changed', {
      body: webhookBodies.push({ repository: linkedTo(undefined) }),
      outcomes: 2,
    });
    expect(rig.catalog.targets).toHaveLength(2);
    expect(other.unknownRequests).toEqual([]);
  });

  it('takes in, of one host, what the filter of each takes in', async () => {
    const rig = createRig({
      network,
      providers: {
        orbit: { filters: { projectKey: 'ORBIT' } },
        sea: { filters: { projectKey: 'SEA' } },
      },
    });
    await rig.start();
    await rig.send('repo:refs_changed', {
      body: webhookBodies.push(),
      outcomes: 2,
    });
    expect(rig.catalog.mutations).toMatchObject([
      {
        added: [{ locationKey: 'bitbucketServer-provider:orbit' }],
        removed: [],
      },
    ]);
    expect(rig.log.at('info')).toEqual([
      expect.stringMatching(/^orbit: ORBIT\/antenna was checked/),
    ]);
  });
});
