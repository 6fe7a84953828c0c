import https, { globalAgent } from 'node:https';
import { AddressInfo } from 'node:net';
import { nodeFetch } from './nodeFetch';
import { createCertificates } from '../../dev/rig/createCertificates';
import { request } from './testing/answers';
import { CertificateError } from './transportErrors';

const trusted = { ...globalAgent.options };
let server: https.Server | undefined;

/** Asks a server that shows the certificate of an authority of its own. */
async function failureWith(options: {
  isTrusted: boolean;
  ip?: string;
  validMs?: number;
}): Promise<Error> {
  const { ca, server: certificate } = createCertificates(options);
  server = https.createServer(certificate, (_, response) => {
    response.end('answered');
  });
  await new Promise<void>(resolve => {
    server?.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  if (options.isTrusted) {
    globalAgent.options.ca = ca;
  }
  return nodeFetch(request({ url: `https://127.0.0.1:${port}/` })).then(
    ({ body }) => new Error(body.toString()),
    (error: Error) => error,
  );
}

afterEach(() => {
  globalAgent.options.ca = trusted.ca;
  globalAgent.destroy();
  server?.close();
});

describe('nodeFetch', () => {
  it('gets an answer from a server with a trusted certificate for its name', async () => {
    const error = await failureWith({ isTrusted: true });
    expect(error.message).toBe('answered');
  });

  it.each([
    ['that is not trusted', { isTrusted: false }, 'is not trusted'],
    ['that has expired', { isTrusted: true, validMs: -1 }, 'has expired'],
    [
      'for another name',
      { isTrusted: true, ip: '127.0.0.2' },
      'is for another name',
    ],
  ])(
    'says what is wrong with a certificate %s, and what NODE_EXTRA_CA_CERTS can do',
    async (_, options, fault) => {
      const error = await failureWith(options);
      expect(error).toBeInstanceOf(CertificateError);
      expect(error).toMatchObject({ kind: 'certificate' });
      expect(error.message).toMatch(/^GET https:\/\/[\d.:]+\/ was not answered/);
      expect(error.message).toContain(`the certificate of the server ${fault}`);
      expect(error.message).toContain('NODE_EXTRA_CA_CERTS');
    },
  );
});
