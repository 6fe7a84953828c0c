import type { IncomingHttpHeaders } from 'node:http';
import { createServer, globalAgent, Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { inspect } from 'node:util';
import { createCertificates } from '../../dev/rig/createCertificates';
import { HostConfig } from '../config';
import { HttpFetch } from '../http';
import { answer } from '../http/testing/answers';
import { createBitbucketServerApi } from './createBitbucketServerApi';

describe('createBitbucketServerApi, with TLS', () => {
  const { ca, server: own, client } = createCertificates();
  const stranger = createCertificates();
  const seen: { headers: IncomingHttpHeaders; clientName?: string }[] = [];
  let server: Server;

  beforeEach(async () => {
    seen.length = 0;
    server = createServer(
      { ...own, ca, requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        const clientName = String(subject?.CN);
        seen.push({ headers: request.headers, clientName });
        const echo = { errors: [{ message: inspect(request.headers) }] };
        const isKnown = request.url?.endsWith('/application-properties');
        response.writeHead(isKnown ? 200 : 404, {
          'Content-Type': 'application/json',
        });
        response.end(
          JSON.stringify(isKnown ? { version: '9.4.0' } : echo),
        );
      },
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  function createApi(
    options: Partial<HostConfig>,
    { transport }: { transport?: HttpFetch } = {},
  ) {
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return createBitbucketServerApi(
      {
        host,
        apiBaseUrl: `https://${host}/rest/api/1.0`,
        credentials: { type: 'none' },
        maxConcurrentRequests: 2,
        timeoutMs: 30_000,
        retry: { maxRetries: 0, retryStatusCodes: [] },
        ...options,
      },
      { transport },
    );
  }

  it('trusts the authority, and shows the certificate, on every request', async () => {
    const api = createApi({ tls: { ca, ...client } });

    await expect(api.getServer({})).resolves.toMatchObject({
      version: '9.4.0',
    });
    await api.getServer({});

    expect(seen.map(({ clientName }) => clientName)).toEqual([
      'backstage',
      'backstage',
    ]);
  });

  it('keeps a connection that is idle for no longer than Node itself', async () => {
    const agents: unknown[] = [];
    const transport: HttpFetch = async ({ agent }) => {
      agents.push(agent);
      return answer(200, { body: '{"version":"9.4.0"}' });
    };
    await createApi({ tls: { ca } }, { transport }).getServer({});
    const { keepAlive, scheduling, timeout } = globalAgent.options;
    expect(agents).toMatchObject([
      { options: { ca, keepAlive, scheduling, timeout } },
    ]);
  });

  it.each<[string, HostConfig['tls']]>([
    ['nothing of it is configured', undefined],
    ['there is no client certificate', { ca }],
    ['the client certificate is by a stranger', { ca, ...stranger.client }],
    ['the authority is a stranger', { ...client, ca: stranger.ca }],
  ])('is not let in where %s', async (_, tls) => {
    await expect(createApi({ tls }).getServer({})).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  it('sends the headers with every request, beside its own', async () => {
    const api = createApi({
      tls: { ca, ...client },
      credentials: { type: 'token', token: 'token-5303' },
      headers: { 'cf-access-client-secret': 'proxy-5303' },
    });

    await api.getServer({});
    await api.getProject('KEY', {}).catch(() => {});

    expect(seen).toHaveLength(2);
    for (const { headers } of seen) {
      expect(headers).toMatchObject({
        'cf-access-client-secret': 'proxy-5303',
        authorization: 'Bearer token-5303',
      });
    }
  });

  it('blots out what of the headers a server repeats', async () => {
    const api = createApi({
      tls: { ca, ...client },
      headers: { 'x-access': 'proxy-5303', 'x-zone': '7' },
    });

    const error = await api.getProject('KEY', {}).catch(caught => caught);

    expect(inspect(error, { depth: 10 })).toContain("'x-access': '***'");
    expect(inspect(error, { depth: 10 })).not.toContain('proxy-5303');
    expect(inspect(error, { depth: 10 })).toContain("'x-zone': '7'");
  });
});
