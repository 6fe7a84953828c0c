import type { Entity } from '@backstage/catalog-model';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuth } from '../../dev/rig/createAuth';
import { LogLines } from '../../dev/rig/LogLines';
import { createRefreshMiddleware } from './createRefreshMiddleware';

const at = (slug: string) =>
  `https://git.example.com/projects/KEY/repos/${slug}/browse/catalog-info.yaml`;
const repository = (repoSlug: string) =>
  expect.objectContaining({ host: 'git.example.com', projectKey: 'KEY', repoSlug });

const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'x',
    annotations: {
      'backstage.io/managed-by-location': `url:${at('one')}`,
      'backstage.io/managed-by-origin-location': `url:${at('origin')}`,
    },
  },
};
const location: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Location',
  metadata: { name: 'x' },
  spec: { target: at('two'), targets: [at('three'), './relative.yaml'] },
};

describe('createRefreshMiddleware', () => {
  let server: Server;
  let getEntityByRef: jest.Mock;
  let beforeRefresh: jest.Mock;
  let logger: LogLines;

  beforeEach(async () => {
    getEntityByRef = jest.fn(async (ref: string) =>
      ({ 'component:default/x': component, 'location:default/x': location })[ref],
    );
    beforeRefresh = jest.fn(async () => {});
    logger = new LogLines();
    const app = express();
    app.use(
      createRefreshMiddleware({
        reads: { beforeRefresh },
        catalog: { getEntityByRef },
        auth: createAuth(),
        logger,
      }),
    );
    // As the catalog's own router comes behind it.
    app.use(express.json());
    app.use((req, res) => res.json({ body: req.body }));
    server = createServer(app);
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function send(path: string, body: unknown, method = 'POST') {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(await response.json()).toEqual({ body });
    return beforeRefresh.mock.calls.map(([doubted]) => doubted);
  }

  it('doubts the repositories that a refreshed entity comes from', async () => {
    const body = { entityRef: 'component:default/x' };
    expect(await send('/refresh', body)).toEqual([
      repository('one'),
      repository('origin'),
    ]);
  });

  it('doubts the repositories that a refreshed location leads to', async () => {
    const body = { entityRef: 'location:default/x' };
    expect(await send('/refresh', body)).toEqual([
      repository('two'),
      repository('three'),
    ]);
  });

  it.each(['/locations', '/locations?dryRun=true'])(
    'doubts the repository that is registered by %s',
    async path => {
      const body = { type: 'url', target: at('four') };
      expect(await send(path, body)).toEqual([repository('four')]);
    },
  );

  it.each([
    at('four').replace('/browse/', '/raw/'),
    `${at('four')}#L7`,
    `${at('four')}?at=refs%2Fheads%2Fdev`,
  ])('doubts the repository of %s', async target => {
    expect(await send('/locations', { target })).toEqual([repository('four')]);
  });

  it.each([
    ['/refresh', {}],
    ['/refresh', { entityRef: 7 }],
    ['/refresh', { entityRef: 'component:default/unknown' }],
    ['/locations', { target: 'https://github.com/a/b' }],
    ['/entities', { entityRef: 'component:default/x' }],
  ])('passes %s with %j on and doubts nothing', async (path, body) => {
    expect(await send(path, body)).toEqual([]);
  });

  it('passes a request on where the catalog cannot be asked', async () => {
    getEntityByRef.mockRejectedValue(new Error('503'));
    await send('/refresh', { entityRef: 'component:default/x' });
    expect(logger.at('debug')).toEqual([expect.stringContaining('503')]);
  });

  it('passes a request on where the catalog never answers', async () => {
    getEntityByRef.mockReturnValue(new Promise(() => {}));
    const body = { entityRef: 'component:default/x' };
    expect(await send('/refresh', body)).toEqual([]);
  });
});
