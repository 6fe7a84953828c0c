import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { pollUntil } from '../../pollUntil';
import { createControlClient } from '../createControlClient';
import { readFolders } from '../readFolders';
import { serveStandIn, type ServedStandIn } from '../serveStandIn';
import { StandInBitbucket } from '../StandInBitbucket';
import { StandInWebhooks } from './StandInWebhooks';

const SECRET = 'one-5b0c';
const event = { eventKey: 'repo:modified', body: { old: 'ü', new: 1 } };

interface Received {
  headers: IncomingHttpHeaders;
  raw: Buffer;
}

describe('StandInWebhooks', () => {
  let root: string;
  let receiver: Server;
  let received: Received[];
  let url: string;
  let served: ServedStandIn;
  let status: number;

  const control = () => createControlClient(served.url);
  const write = (file: string, content: string) =>
    writeFileSync(path.join(root, file), content);
  const waitFor = (count: number) =>
    pollUntil(`${count} webhooks have come`, {
      deadlineMs: 10_000,
      ask: async () => (received.length >= count ? received : undefined),
    });

  beforeEach(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'standin-webhooks-'));
    mkdirSync(path.join(root, 'ORBIT/Antenna'), { recursive: true });
    mkdirSync(path.join(root, '~noor/notes'), { recursive: true });
    write('ORBIT/Antenna/catalog-info.yaml', 'kind: Component');
    received = [];
    status = 202;
    receiver = createServer((message, response) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => {
        const { headers } = message;
        received.push({ headers, raw: Buffer.concat(chunks) });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>(resolve => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const { port } = receiver.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/api/events/http/bitbucketServer`;
    const standIn = new StandInBitbucket({
      model: readFolders(root),
      baseUrl: 'https://git.example.com/bitbucket',
    });
    served = await serveStandIn({
      standIn,
      webhooks: new StandInWebhooks({ standIn, folders: root }),
    });
  });

  afterEach(async () => {
    await served.close();
    await new Promise(resolve => {
      receiver.close(resolve);
    });
    rmSync(root, { recursive: true });
  });

  it('sends any event when told to, signed over its bytes', async () => {
    await control().setWebhook({ url, secret: SECRET });

    expect(await control().sendWebhook(event)).toEqual({
      eventKey: 'repo:modified',
      status: 202,
    });

    const [{ headers, raw }] = received as [Received];
    const digest = createHmac('sha256', SECRET).update(raw).digest('hex');
    expect(JSON.parse(raw.toString())).toEqual(event.body);
    expect(headers).toMatchObject({
      'x-event-key': 'repo:modified',
      'x-hub-signature': `sha256=${digest}`,
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it('signs nothing without a secret', async () => {
    await control().setWebhook({ url });
    await control().sendWebhook(event);

    expect(received[0]?.headers).not.toHaveProperty('x-hub-signature');
  });

  it('sends a push when a file changes in its folders', async () => {
    await control().setWebhook({ url, secret: SECRET });
    write('ORBIT/Antenna/catalog-info.yaml', 'kind: API');
    await waitFor(1);

    const [{ headers, raw }] = received as [Received];
    expect(headers['x-event-key']).toBe('repo:refs_changed');
    expect(JSON.parse(raw.toString())).toMatchObject({
      eventKey: 'repo:refs_changed',
      date: expect.stringMatching(/^[\d-]{10}T[\d:]{8}\+0000$/),
      repository: {
        slug: 'antenna',
        archived: false,
        project: { key: 'ORBIT', type: 'NORMAL' },
        links: {
          self: [
            {
              href: 'https://git.example.com/bitbucket/projects/ORBIT/repos/antenna/browse',
            },
          ],
        },
      },
      changes: [
        {
          ref: { id: 'refs/heads/main', displayId: 'main', type: 'BRANCH' },
          refId: 'refs/heads/main',
          fromHash: expect.stringMatching(/^(?!0+$)[0-9a-f]{40}$/),
          toHash: expect.stringMatching(/^(?!0+$)[0-9a-f]{40}$/),
          type: 'UPDATE',
        },
      ],
    });
    expect(await control().webhookDeliveries()).toEqual([
      {
        eventKey: 'repo:refs_changed',
        repository: 'ORBIT/Antenna',
        status: 202,
      },
    ]);
  });

  it('sends the first file as a new branch, and the last as a deleted one', async () => {
    await control().setWebhook({ url });
    const file = { slug: 'notes', path: 'catalog-info.yaml' };
    await control().writeFile('~noor', { ...file, content: 'kind: API' });
    await waitFor(1);
    await control().removeFile('~noor', file);
    await waitFor(2);

    const bodies = received.map(({ raw }) => JSON.parse(raw.toString()));
    const nothing = '0'.repeat(40);
    expect(bodies).toMatchObject([
      {
        repository: { project: { key: '~noor', type: 'PERSONAL' } },
        changes: [{ type: 'ADD', fromHash: nothing }],
      },
      { changes: [{ type: 'DELETE', toHash: nothing }] },
    ]);
  });

  it('keeps what could not be delivered, and goes on', async () => {
    const { port } = new URL(served.url);
    await control().setWebhook({ url });
    status = 403;
    expect(await control().sendWebhook(event)).toMatchObject({ status: 403 });

    await control().setWebhook({ url: `http://127.0.0.1:${port}/__standin/x` });
    expect(await control().sendWebhook(event)).toMatchObject({ status: 404 });

    await control().setWebhook({ url: 'http://127.0.0.1:1/' });
    expect(await control().sendWebhook(event)).toEqual({
      eventKey: 'repo:modified',
      error: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await control().webhookDeliveries()).toHaveLength(3);
  });

  it('says what is wrong with a repository whose metadata is broken', async () => {
    await control().setWebhook({ url });
    write('ORBIT/Antenna/.repository.json', '{ "name":');
    write('ORBIT/Antenna/catalog-info.yaml', 'kind: API');
    const deliveries = await pollUntil('the delivery has failed', {
      deadlineMs: 10_000,
      ask: async () => {
        const all = await control().webhookDeliveries();
        return all.length > 0 ? all : undefined;
      },
    });

    expect(deliveries).toMatchObject([
      { repository: 'ORBIT/Antenna', error: expect.stringContaining('JSON') },
    ]);
    expect(received).toEqual([]);
  });

  it('sends nothing where nobody said where to, or no more', async () => {
    await expect(control().sendWebhook(event)).rejects.toThrow(
      'does not know where to send webhooks',
    );
    await control().setWebhook({ url });
    await control().setWebhook();
    await expect(control().sendWebhook(event)).rejects.toThrow(
      'does not know where to send webhooks',
    );
    expect(received).toEqual([]);
  });

  it.each([
    'http://git.example.com/',
    'http://127.0.0.1.example.com/',
    'http://127.0.0.1@example.com/',
    'https://127.0.0.1/',
    'file:///etc/passwd',
    'nowhere',
  ])('sends nothing to %s', async elsewhere => {
    await expect(
      control().setWebhook({ url: elsewhere, secret: SECRET }),
    ).rejects.toThrow(/failed/);
    await expect(
      control().setWebhook({ url: elsewhere, secret: SECRET }),
    ).rejects.not.toThrow(SECRET);
    await expect(control().sendWebhook(event)).rejects.toThrow(
      'does not know where',
    );
  });
});
