import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  CatalogScmEvent,
  CatalogScmEventsService,
} from '@backstage/plugin-catalog-node/alpha';
import { JsonObject } from '@backstage/types';
import { LogLines } from '../../dev/rig/LogLines';
import { useMswServer } from '../../dev/rig/useMswServer';
import { StandInFaults } from '../../dev/standin/faults/StandInFaults';
import { createStandInHandlers } from '../../dev/standin/mswHandler';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { settle } from '../http/testing/settle';
import { Hosts } from '../bitbucket';
import { ScmEventBridge } from './ScmEventBridge';
import {
  change,
  projectBody,
  pushBody,
  renameBody,
  repository,
  repositoryBody,
  SERVER,
} from './testing/webhookBodies';

const server = useMswServer();

const ANTENNA = `${SERVER}/projects/ORBIT/repos/antenna/browse`;
const DISH = `${SERVER}/projects/ORBIT/repos/dish/browse`;

/** A bridge for one or more hosts, which all have the same repository. */
async function startBridge(
  options: { hosts?: string[]; published?: () => Promise<void> } = {},
) {
  const { hosts: names = ['git.example.com'], published } = options;
  const faults = new StandInFaults();
  const standIns = names.map(
    name =>
      new StandInBitbucket({
        baseUrl: `https://${name}/bitbucket`,
        projects: [{ key: 'ORBIT' }],
        repositories: [{ project: 'ORBIT', slug: 'antenna', files: { a: '' } }],
      }),
  );
  standIns.forEach(standIn =>
    server.use(...createStandInHandlers(standIn, { faults })),
  );
  const config = new ConfigReader({
    integrations: {
      bitbucketServer: names.map(host => ({
        host,
        apiBaseUrl: `https://${host}/bitbucket/rest/api/1.0`,
      })),
    },
  });
  const hosts = new Hosts(config);
  names.forEach(name => hosts.get(name));
  const events = mockServices.events();
  const log = new LogLines();
  const told: CatalogScmEvent[] = [];
  const bridge = new ScmEventBridge({
    events,
    scmEvents: {
      publish: async (batch: CatalogScmEvent[]) => {
        await published?.();
        told.push(...batch);
      },
    } as CatalogScmEventsService,
    hosts: hosts.all(),
    logger: log,
  });
  await bridge.start();
  const publish = (eventType: string, body: unknown) =>
    events.publish({
      topic: `bitbucketServer.${eventType}`,
      eventPayload: body,
    });
  /** What an event leads to. */
  const send = async (eventType: string, body: unknown) => {
    await publish(eventType, body);
    // Nothing of it waits for the time.
    await jest.advanceTimersByTimeAsync(10_000);
    return told.splice(0);
  };
  const [standIn] = standIns;
  return {
    bridge,
    standIn: standIn!,
    standIns,
    faults,
    log,
    publish,
    send,
    told,
  };
}

const pushTo = (branch: string) =>
  pushBody({ changes: [change('UPDATE', { branch })] });

function linkedTo(url: string, options: { slug?: string } = {}): JsonObject {
  return { ...repository(options), links: { self: [{ href: url }] } };
}

describe('ScmEventBridge, told of a push', () => {
  it('publishes that the repository was updated when it is of the default branch', async () => {
    const { send } = await startBridge();
    expect(await send('repo:refs_changed', pushTo('main'))).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
  });

  it.each([
    ['another branch', pushTo('wip')],
    ['a tag', pushBody({ changes: [change('ADD', { tag: 'main' })] })],
    ['nothing at all', pushBody({ changes: [] })],
  ])('publishes nothing when it is of %s', async (_, body) => {
    const { send } = await startBridge();
    expect(await send('repo:refs_changed', body)).toEqual([]);
  });

  it('asks once for the default branch, until that has become another one', async () => {
    const { send, standIn } = await startBridge();
    await send('repo:refs_changed', pushTo('main'));
    await send('repo:refs_changed', pushTo('wip'));
    expect(standIn.requests).toHaveLength(1);

    const antenna = standIn.repository('ORBIT', { slug: 'antenna' });
    antenna.branches = { trunk: antenna.branches.main! };
    antenna.defaultBranch = 'trunk';
    const eventType = 'repo:default_branch_modified';
    expect(await send(eventType, repositoryBody(eventType))).toEqual([]);
    expect(await send('repo:refs_changed', pushTo('trunk'))).toHaveLength(1);
    expect(standIn.requests).toHaveLength(2);
  });

  it('publishes nothing of a repository that the server does not know', async () => {
    const { send } = await startBridge();
    const body = pushBody({ repository: repository({ slug: 'dish' }) });
    expect(await send('repo:refs_changed', body)).toEqual([]);
  });
});

describe('ScmEventBridge, told of a rename', () => {
  const rename = { slug: 'antenna', to: 'dish' };
  const moved = { type: 'repository.moved', fromUrl: ANTENNA, toUrl: DISH };

  it('publishes that the repository has moved when the server knows it by its new name alone', async () => {
    const { send, standIn } = await startBridge();
    standIn.renameRepository('ORBIT', rename);
    expect(await send('repo:modified', renameBody())).toEqual([moved]);
  });

  it('publishes so as well where the old name answers with the new one', async () => {
    const { send, standIn, faults } = await startBridge();
    standIn.renameRepository('ORBIT', rename);
    faults.addRule({
      match: /antenna$/,
      respond: {
        status: 302,
        headers: {
          Location: `${SERVER}/rest/api/1.0/projects/ORBIT/repos/dish`,
        },
      },
    });
    expect(await send('repo:modified', renameBody())).toEqual([moved]);
  });

  it('publishes nothing when the server does not know the new name', async () => {
    const { send } = await startBridge();
    expect(await send('repo:modified', renameBody())).toEqual([]);
  });

  it('publishes nothing when the old name is that of a repository still', async () => {
    const { send, standIn } = await startBridge();
    standIn.addRepository({ project: 'ORBIT', slug: 'dish' });
    expect(await send('repo:modified', renameBody())).toEqual([]);
  });

  it.each([/dish$/, /antenna$/])(
    'publishes nothing when the server has no answer for %s',
    async match => {
      const { send, standIn, faults } = await startBridge();
      standIn.renameRepository('ORBIT', rename);
      faults.addRule({ match, respond: { status: 400 } });
      expect(await send('repo:modified', renameBody())).toEqual([]);
    },
  );

  it('publishes that it was updated when no more than the title has changed', async () => {
    const { send } = await startBridge();
    const same = repository();
    const body = renameBody({ old: same, new: same });
    expect(await send('repo:modified', body)).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
  });
});

describe('ScmEventBridge, told something else', () => {
  it.each([
    ['repo:created', repositoryBody('repo:created')],
    ['repo:deleted', repositoryBody('repo:deleted')],
    ['project:modified', projectBody()],
    ['repo:refs_changed', { changes: 'none' }],
    ['repo:forked', repositoryBody('repo:forked')],
  ])('publishes nothing for %s, and asks nobody', async (eventType, body) => {
    const { send, standIn } = await startBridge();
    expect(await send(eventType, body)).toEqual([]);
    expect(standIn.requests).toEqual([]);
  });
});

describe('ScmEventBridge, of a link in a body', () => {
  it('takes that of another host for none of its own, and asks nobody', async () => {
    const { send, standIn } = await startBridge();
    const body = pushBody({
      repository: linkedTo(ANTENNA.replace('git.', 'evil.')),
    });
    expect(await send('repo:refs_changed', body)).toEqual([]);
    expect(standIn.requests).toEqual([]);
  });

  it('builds the address itself where the link is that of another repository', async () => {
    const { send } = await startBridge();
    const body = pushBody({
      repository: linkedTo(`${SERVER}/projects/ORBIT/repos/victim/browse`),
    });
    expect(await send('repo:refs_changed', body)).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
  });

  it('moves nothing to another host', async () => {
    const { send, standIn } = await startBridge();
    standIn.renameRepository('ORBIT', { slug: 'antenna', to: 'dish' });
    const old = linkedTo('https://evil.example.com/projects/ORBIT/repos/antenna/browse');
    expect(await send('repo:modified', renameBody({ old }))).toEqual([]);
  });

  it('builds the address itself where there is none, as of old servers', async () => {
    const { send } = await startBridge();
    const body = pushBody({ generation: '5.x' });
    expect(await send('repo:refs_changed', body)).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
  });

  it('cannot tell of which host it is where there is none, and more than one host', async () => {
    const { send, standIns } = await startBridge({
      hosts: ['git.example.com', 'other.example.com'],
    });
    const body = pushBody({ generation: '5.x' });
    expect(await send('repo:refs_changed', body)).toEqual([]);
    expect(standIns.flatMap(({ requests }) => requests)).toEqual([]);

    expect(await send('repo:refs_changed', pushBody())).toHaveLength(1);
    expect(standIns.map(({ requests }) => requests.length)).toEqual([1, 0]);
  });
});

describe('ScmEventBridge, at the end of the backend', () => {
  it('publishes what has come in before it has stopped, and nothing later', async () => {
    const { bridge, faults, publish, told, standIn } = await startBridge();
    faults.addRule({
      match: 'default-branch',
      respond: { holdUntilReleased: 'branch' },
    });
    await publish('repo:refs_changed', pushBody());
    await jest.advanceTimersByTimeAsync(1_000);
    const stopped = settle(bridge.stop());
    await publish('repo:modified', renameBody());
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped.state).toBe('pending');

    faults.release('branch');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped.state).toBe('fulfilled');
    expect(told).toEqual([{ type: 'repository.updated', url: ANTENNA }]);
    expect(standIn.requests).toHaveLength(1);
  });

  it('waits no longer than five seconds for a server that never answers', async () => {
    const { bridge, faults, publish, told } = await startBridge();
    faults.addRule({ match: 'default-branch', respond: 'hang' });
    await publish('repo:refs_changed', pushBody());
    const stopped = settle(bridge.stop());
    await jest.advanceTimersByTimeAsync(4_000);
    expect(stopped.state).toBe('pending');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped.state).toBe('fulfilled');
    expect(told).toEqual([]);
  });

  it('keeps the sender waiting for no request', async () => {
    const { faults, publish } = await startBridge();
    faults.addRule({ match: 'default-branch', respond: 'hang' });
    const published = settle(publish('repo:refs_changed', pushBody()));
    await jest.advanceTimersByTimeAsync(0);
    expect(published.state).toBe('fulfilled');
  });

  it('warns where the catalog does not take an event', async () => {
    const { send, log } = await startBridge({
      published: async () => {
        throw new Error('the catalog is away');
      },
    });
    await send('repo:refs_changed', pushBody());
    expect(log.at('warn')).toEqual([
      'A webhook could not be passed on to the catalog: Error: the catalog is away',
    ]);
  });
});
