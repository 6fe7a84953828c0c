import { ConfigReader } from '@backstage/config';
import {
  CatalogScmEvent,
  CatalogScmEventsService,
} from '@backstage/plugin-catalog-node/alpha';
import {
  EventParams,
  EventsService,
  SubTopicEventRouter,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import { createEvents } from '../../dev/rig/createEvents';
import { LogLines } from '../../dev/rig/LogLines';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { StandInFaults } from '../../dev/standin/faults/StandInFaults';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { settle } from '../http/testing/settle';
import { Hosts } from '../bitbucket';
import { readIntegrationHosts } from '../config';
import { ScmEventBridge } from './ScmEventBridge';
import { change, webhookBodies } from './testing/webhookBodies';
import { repository } from './testing/webhookRepositories';
import { SERVER } from './testing/webhookServer';

const network = useTestNetwork();

const ANTENNA = `${SERVER}/projects/ORBIT/repos/antenna/browse`;
const DISH = `${SERVER}/projects/ORBIT/repos/dish/browse`;

/** A bridge for one or more hosts, which all have the same repository. */
async function startBridge(
  options: {
    hosts?: string[];
    /** All of them where it is left out. */
    withProvider?: string[];
    published?: () => Promise<void>;
  } = {},
) {
  const { hosts: names = ['git.example.com'], published } = options;
  const { withProvider = names } = options;
  const faults = new StandInFaults();
  const standIns = names.map(
    name =>
      new StandInBitbucket({
        baseUrl: `https://${name}/bitbucket`,
        projects: [{ key: 'ORBIT' }],
        repositories: [{ project: 'ORBIT', slug: 'antenna', files: { a: '' } }],
      }),
  );
  standIns.forEach(standIn => network.add(standIn, { faults }));
  const config = new ConfigReader({
    integrations: {
      bitbucketServer: names.map(host => ({
        host,
        apiBaseUrl: `https://${host}/bitbucket/rest/api/1.0`,
      })),
    },
  });
  const hosts = new Hosts({
    config,
    transport: network.transport,
  });
  withProvider.forEach(name => hosts.get(name));
  const events = createEvents();
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
    hosts,
    hostNames: readIntegrationHosts(config),
    logger: log,
  });
  await bridge.start();
  /** What comes in by the topic of all webhooks leads to. */
  const sendBare = async (eventType: string | undefined, body: unknown) => {
    await events.publish({
      topic: 'bitbucketServer',
      eventPayload: body,
      metadata: { 'x-event-key': eventType },
    });
    await jest.advanceTimersByTimeAsync(10_000);
    return told.splice(0);
  };
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
    events,
    sendBare,
    standIn: standIn!,
    standIns,
    faults,
    log,
    publish,
    send,
    told,
  };
}

/** Passes events on as the routers of Bitbucket's webhooks do. */
class Router extends SubTopicEventRouter {
  constructor(options: { events: EventsService; topic: string }) {
    super(options);
  }

  protected getSubscriberId() {
    return 'router';
  }

  protected determineSubTopic({ metadata }: EventParams) {
    return metadata?.['x-event-key'] as string;
  }
}

const pushTo = (branch: string) =>
  webhookBodies.push({ changes: [change('UPDATE', { branch })] });

function linkedTo(url: string, options: { slug?: string } = {}): JsonObject {
  return { ...repository(options), links: { self: [{ href: url }] } };
}

describe('ScmEventBridge, told of a push', () => {
  it.each([
    ['the default branch', pushTo('main')],
    ['another branch, which a location may be registered at', pushTo('wip')],
    ['a tag', webhookBodies.push({ changes: [change('ADD', { tag: 'main' })] })],
    ['nothing at all', webhookBodies.push({ changes: [] })],
  ])(
    'publishes that the repository was updated when it is of %s, and asks nobody',
    async (_, body) => {
      const { send, standIn } = await startBridge();
      expect(await send('repo:refs_changed', body)).toEqual([
        { type: 'repository.updated', url: ANTENNA },
      ]);
      expect(standIn.requests).toEqual([]);
    },
  );

  it('publishes so of a host that has no provider', async () => {
    const { send } = await startBridge({ withProvider: [] });
    expect(await send('repo:refs_changed', pushTo('wip'))).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
  });
});

describe('ScmEventBridge, of what comes in by the topic of all webhooks', () => {
  const updated = { type: 'repository.updated', url: ANTENNA };

  it('takes the type of the event from the header', async () => {
    const { sendBare } = await startBridge();
    expect(await sendBare('repo:refs_changed', webhookBodies.push())).toEqual([
      updated,
    ]);
    expect(await sendBare('repo:forked', webhookBodies.push())).toEqual([]);
    expect(await sendBare(undefined, webhookBodies.push())).toEqual([]);
  });

  it('publishes once what is passed on to the topic of its type, each time it comes', async () => {
    const { events, sendBare } = await startBridge();
    await new Router({ events, topic: 'bitbucketServer' }).subscribe();
    const body = webhookBodies.push();
    expect(await sendBare('repo:refs_changed', body)).toEqual([updated]);
    expect(await sendBare('repo:refs_changed', body)).toEqual([updated]);
  });

  it('publishes what is passed on by somebody who knows its type otherwise', async () => {
    const { send, sendBare } = await startBridge();
    const body = webhookBodies.push();
    expect(await sendBare(undefined, body)).toEqual([]);
    expect(await send('repo:refs_changed', body)).toEqual([updated]);
  });
});

describe('ScmEventBridge, told of a rename', () => {
  const rename = { slug: 'antenna', to: 'dish' };
  const moved = { type: 'repository.moved', fromUrl: ANTENNA, toUrl: DISH };

  it('publishes that the repository has moved when the server knows it by its new name alone', async () => {
    const { send, standIn } = await startBridge();
    standIn.renameRepository('ORBIT', rename);
    expect(await send('repo:modified', webhookBodies.rename())).toEqual([
      moved,
    ]);
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
    expect(await send('repo:modified', webhookBodies.rename())).toEqual([
      moved,
    ]);
  });

  it('publishes nothing when the server does not know the new name', async () => {
    const { send } = await startBridge();
    expect(await send('repo:modified', webhookBodies.rename())).toEqual([]);
  });

  it('publishes nothing when the old name is that of a repository still', async () => {
    const { send, standIn } = await startBridge();
    standIn.addRepository({ project: 'ORBIT', slug: 'dish' });
    expect(await send('repo:modified', webhookBodies.rename())).toEqual([]);
  });

  it.each([/dish$/, /antenna$/])(
    'publishes nothing when the server has no answer for %s',
    async match => {
      const { send, standIn, faults } = await startBridge();
      standIn.renameRepository('ORBIT', rename);
      faults.addRule({ match, respond: { status: 400 } });
      expect(await send('repo:modified', webhookBodies.rename())).toEqual([]);
    },
  );

  it('publishes that it was updated when no more than the title has changed', async () => {
    const { send, standIn } = await startBridge();
    const same = repository();
    const body = webhookBodies.rename({ old: same, new: same });
    expect(await send('repo:modified', body)).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
    expect(standIn.requests).toEqual([]);
  });
});

describe('ScmEventBridge, told something else', () => {
  it.each([
    ['repo:created', webhookBodies.ofRepository('repo:created')],
    ['repo:deleted', webhookBodies.ofRepository('repo:deleted')],
    ['project:modified', webhookBodies.project()],
    ['repo:refs_changed', { changes: 'none' }],
    ['repo:default_branch_modified', webhookBodies.ofRepository('repo:default_branch_modified')],
    ['repo:forked', webhookBodies.ofRepository('repo:forked')],
  ])('publishes nothing for %s, and asks nobody', async (eventType, body) => {
    const { send, standIn } = await startBridge();
    expect(await send(eventType, body)).toEqual([]);
    expect(standIn.requests).toEqual([]);
  });
});

describe('ScmEventBridge, of a link in a body', () => {
  it('takes that of another host for none of its own, and asks nobody', async () => {
    const { send, standIn } = await startBridge();
    const body = webhookBodies.push({
      repository: linkedTo(ANTENNA.replace('git.', 'evil.')),
    });
    expect(await send('repo:refs_changed', body)).toEqual([]);
    expect(standIn.requests).toEqual([]);
  });

  it('builds the address itself where the link is that of another repository', async () => {
    const { send } = await startBridge();
    const body = webhookBodies.push({
      repository: linkedTo(`${SERVER}/projects/ORBIT/repos/victim/browse`),
    });
    expect(await send('repo:refs_changed', body)).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
  });

  it('moves nothing to another host', async () => {
    const { send, standIn } = await startBridge();
    standIn.renameRepository('ORBIT', { slug: 'antenna', to: 'dish' });
    const old = linkedTo(
      'https://evil.example.com/projects/ORBIT/repos/antenna/browse',
    );
    expect(await send('repo:modified', webhookBodies.rename({ old }))).toEqual(
      [],
    );
  });

  it('builds the address itself where there is none, as of old servers', async () => {
    const { send } = await startBridge();
    const body = webhookBodies.push({ generation: '5.x' });
    expect(await send('repo:refs_changed', body)).toEqual([
      { type: 'repository.updated', url: ANTENNA },
    ]);
  });

  it('cannot tell of which host it is where there is none, and more than one host', async () => {
    const { send, standIns } = await startBridge({
      hosts: ['git.example.com', 'other.example.com'],
    });
    const body = webhookBodies.push({ generation: '5.x' });
    expect(await send('repo:refs_changed', body)).toEqual([]);

    expect(await send('repo:refs_changed', webhookBodies.push())).toHaveLength(
      1,
    );
    expect(standIns.flatMap(({ requests }) => requests)).toEqual([]);
  });
});

describe('ScmEventBridge, at the end of the backend', () => {
  it('publishes what has come in before it has stopped, and nothing later', async () => {
    const { bridge, faults, publish, told, standIn } = await startBridge();
    standIn.renameRepository('ORBIT', { slug: 'antenna', to: 'dish' });
    faults.addRule({
      match: /dish$/,
      respond: { holdUntilReleased: 'name' },
    });
    await publish('repo:modified', webhookBodies.rename());
    await jest.advanceTimersByTimeAsync(1_000);
    const stopped = settle(bridge.stop());
    await publish('repo:refs_changed', webhookBodies.push());
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped.state).toBe('pending');
    expect(told).toEqual([]);

    faults.release('name');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped.state).toBe('fulfilled');
    expect(told).toMatchObject([{ type: 'repository.moved' }]);
  });

  it('waits no longer than five seconds for a server that never answers', async () => {
    const { bridge, faults, publish, told } = await startBridge();
    faults.addRule({ match: /dish$/, respond: 'hang' });
    await publish('repo:modified', webhookBodies.rename());
    const stopped = settle(bridge.stop());
    await jest.advanceTimersByTimeAsync(4_000);
    expect(stopped.state).toBe('pending');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped.state).toBe('fulfilled');
    expect(told).toEqual([]);
  });

  it('keeps the sender waiting for no request', async () => {
    const { faults, publish } = await startBridge();
    faults.addRule({ match: /dish$/, respond: 'hang' });
    const published = settle(publish('repo:modified', webhookBodies.rename()));
    await jest.advanceTimersByTimeAsync(0);
    expect(published.state).toBe('fulfilled');
  });

  it('warns where the catalog does not take an event', async () => {
    const { send, log } = await startBridge({
      published: async () => {
        throw new Error('the catalog is away');
      },
    });
    await send('repo:refs_changed', webhookBodies.push());
    expect(log.at('warn')).toEqual([
      'A webhook could not be passed on to the catalog: Error: the catalog is away',
    ]);
  });
});
