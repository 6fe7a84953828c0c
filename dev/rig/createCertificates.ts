import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/**
 * A certificate and its private key, both in PEM.
 */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Makes an authority that nobody knows, and certificates by it for a server on
 * the loopback address and for a client.
 */
export function createCertificates(
  server: {
    /** The loopback address of tests by default. */
    ip?: string;
    /** An hour by default; it has expired where it is less than nothing. */
    validMs?: number;
  } = {},
): {
  ca: string;
  server: Certificate;
  client: Certificate;
} {
  const authority = create({ name: 'test authority', isAuthority: true });
  const issuer = { ...authority, name: 'test authority' };
  return {
    ca: authority.cert,
    server: create({ name: '127.0.0.1', issuer, ...server }),
    client: create({ name: 'backstage', issuer }),
  };
}

function create(options: {
  name: string;
  isAuthority?: true;
  /** Itself where it is left out. */
  issuer?: Certificate & { name: string };
  ip?: string;
  validMs?: number;
}): Certificate {
  const { name, isAuthority = false, issuer } = options;
  const { ip = '127.0.0.1', validMs = 60 * 60_000 } = options;
  const key = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  }).privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
  const privateKey = forge.pki.privateKeyFromPem(key);
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.rsa.setPublicKey(privateKey.n, privateKey.e);
  made.serialNumber = Buffer.from(name).toString('hex');
  made.validity.notBefore = new Date(Date.now() - 60_000);
  made.validity.notAfter = new Date(Date.now() + validMs);
  made.setSubject([{ name: 'commonName', value: name }]);
  made.setIssuer([{ name: 'commonName', value: issuer?.name ?? name }]);
  made.setExtensions([
    { name: 'basicConstraints', cA: isAuthority },
    { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
  ]);
  const signer = forge.pki.privateKeyFromPem(issuer?.key ?? key);
  made.sign(signer, forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(made), key };
}
