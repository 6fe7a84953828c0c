import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { pollUntil } from '../pollUntil';
import { startStandInProcess } from './startStandInProcess';

function ask(url: string, options: { token: string }): Promise<number> {
  const headers = { Authorization: `Bearer ${options.token}` };
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, response => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    }).once('error', reject);
  });
}

describe('startStandInProcess', () => {
  it('runs a stand-in with control until it is stopped', async () => {
    const standIn = await startStandInProcess({
      generate: { projects: 1, repositoriesPerProject: 1 },
      credentials: { token: 'T' },
      contextPath: '/bitbucket',
      faults: { rules: [{ match: /missing$/, respond: { status: 503 } }] },
    });
    expect(standIn.restApi).toBe(`${standIn.url}/bitbucket/rest/api/1.0`);
    const statuses = [
      await ask(`${standIn.restApi}/projects`, { token: 'T' }),
      await ask(`${standIn.restApi}/projects`, { token: 'X' }),
      await ask(`${standIn.restApi}/missing`, { token: 'T' }),
    ];
    expect(statuses).toEqual([200, 401, 503]);
    expect(await standIn.stats()).toMatchObject({ requests: 3 });
    await standIn.stop();
    await expect(standIn.stats()).rejects.toThrow();
  });

  it('sends webhooks from the start where it is told where to', async () => {
    const events: unknown[] = [];
    const receiver = createServer((message, response) => {
      events.push(message.headers['x-event-key']);
      events.push(/^sha256=/.test(String(message.headers['x-hub-signature'])));
      message.resume();
      response.writeHead(202).end();
    });
    await new Promise<void>(resolve => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const { port } = receiver.address() as AddressInfo;
    const root = mkdtempSync(path.join(tmpdir(), 'standin-process-'));
    mkdirSync(path.join(root, 'ORBIT', 'antenna'), { recursive: true });
    const standIn = await startStandInProcess({
      folders: root,
      webhook: { url: `http://127.0.0.1:${port}/`, secret: 'one-5b0c' },
    });
    await standIn.writeFile('ORBIT', {
      slug: 'antenna',
      path: 'catalog-info.yaml',
      content: 'kind: API',
    });
    const deliveries = await pollUntil('a webhook was sent', {
      ask: async () => {
        const all = await standIn.webhookDeliveries();
        return all.length > 0 ? all : undefined;
      },
    });
    await standIn.stop();
    receiver.close();
    rmSync(root, { recursive: true });

    expect(deliveries).toMatchObject([{ status: 202 }]);
    expect(events).toEqual(['repo:refs_changed', true]);
  });

  it('fails when neither folders nor a size to generate is given', async () => {
    await expect(startStandInProcess({})).rejects.toThrow(
      'The stand-in ended before it listened: 1',
    );
  });
});
