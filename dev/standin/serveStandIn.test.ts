import { Agent, get, type IncomingMessage } from 'node:http';

import { createControlClient } from './createControlClient';
import { StandInFaults } from './faults/StandInFaults';
import type { FaultSettings } from './faults/types';
import { serveStandIn, type ServedStandIn } from './serveStandIn';
import { StandInBitbucket } from './StandInBitbucket';

const projectsPath = '/rest/api/1.0/projects';
const served: ServedStandIn[] = [];

async function serve(settings: FaultSettings = {}) {
  const standIn = new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    projects: [{ key: 'ONE' }],
    repositories: [{ project: 'ONE', slug: 'alpha', files: { a: '1' } }],
  });
  const server = await serveStandIn({
    standIn,
    faults: new StandInFaults(settings),
  });
  served.push(server);
  return { standIn, server, control: createControlClient(server.url) };
}

function ask(
  server: ServedStandIn,
  options: { path?: string; agent?: Agent } = {},
): Promise<{ response: IncomingMessage; text: string }> {
  const { path = projectsPath, agent } = options;
  const headers = { 'User-Agent': 'jest' };
  return new Promise((resolve, reject) => {
    get(`${server.url}${path}`, { agent, headers }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ response, text }));
    }).once('error', reject);
  });
}

afterEach(async () => {
  await Promise.all(served.splice(0).map(server => server.close()));
});

describe('serveStandIn', () => {
  it('answers over a socket as it does in process', async () => {
    const { server } = await serve();
    const { response, text } = await ask(server);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'x-ausername': 'standin' });
    expect(JSON.parse(text)).toMatchObject({ values: [{ key: 'ONE' }] });
  });

  it('keeps a connection for the next request', async () => {
    const { server } = await serve();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await ask(server, { agent });
    await ask(server, { agent });
    expect(server.stats()).toMatchObject({ requests: 2, maxOpenSockets: 1 });
    agent.destroy();
  });

  it('breaks the connection on a reset', async () => {
    const { server } = await serve({
      rules: [{ match: '', respond: 'reset' }],
    });
    await expect(ask(server)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(server.stats().byStatus).toEqual({ reset: 1 });
  });

  it('ends the connection in the middle of a cut body', async () => {
    const { server } = await serve({ rules: [{ match: '', respond: 'cut' }] });
    await expect(ask(server)).rejects.toMatchObject({ message: 'aborted' });
  });

  it('leaves a hanging request in flight until it is given up', async () => {
    const { server, standIn } = await serve({
      rules: [{ match: '', respond: 'hang' }],
    });
    const pending = ask(server);
    while (standIn.requests.length === 0) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
    expect(server.stats()).toMatchObject({ requests: 1, inFlight: 1 });
    await server.close();
    await expect(pending).rejects.toThrow();
  });

  it('answers a held request once it is released', async () => {
    const { server, standIn, control } = await serve({
      rules: [{ match: '', respond: { holdUntilReleased: 'gate' } }],
    });
    const pending = [ask(server), ask(server)];
    while (standIn.requests.length < 2) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
    expect(server.stats().maxInFlight).toBe(2);
    await control.release('gate');
    const answers = await Promise.all(pending);
    expect(answers.map(({ response }) => response.statusCode)).toEqual([
      200, 200,
    ]);
  });

  it('counts requests, and starts again when told to', async () => {
    const { server, control, standIn } = await serve();
    await ask(server);
    await ask(server, { path: '/nope' });
    expect(await control.stats()).toMatchObject({
      requests: 2,
      byStatus: { 200: 1, 404: 1 },
      userAgents: ['jest'],
    });
    expect(await control.requests()).toMatchObject({
      requests: [{ method: 'GET', path: projectsPath }, { path: '/nope' }],
      unknownRequests: [{ path: '/nope' }],
    });
    await control.resetStats();
    expect(server.stats()).toMatchObject({ requests: 0, byStatus: {} });
    expect(standIn.requests).toEqual([]);
  });

  it('takes faults and files over its control', async () => {
    const { server, control, standIn } = await serve();
    const rule = { match: /projects$/, respond: { status: 418 } };
    await control.setFaults({ rules: [rule] });
    expect((await ask(server)).response.statusCode).toBe(418);
    const file = { slug: 'alpha', path: 'b/c d.txt' };
    await control.writeFile('ONE', { ...file, content: 'ü', branch: 'dev' });
    const { branches } = standIn.repository('ONE', { slug: 'alpha' });
    expect(branches.dev?.read('b/c d.txt')).toBe('ü');
    await control.removeFile('ONE', { ...file, branch: 'dev' });
    expect(branches.dev?.read('b/c d.txt')).toBeUndefined();
  });

  it('refuses a control it does not know, and a wrong file', async () => {
    const { server, control } = await serve();
    const { response } = await ask(server, { path: '/__standin/nope' });
    expect(response.statusCode).toBe(404);
    const file = { slug: 'nope', path: 'a' };
    await expect(control.removeFile('ONE', file)).rejects.toThrow(
      'The stand-in has no repository ONE/nope',
    );
  });
});
