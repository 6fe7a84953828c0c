import { InputError } from '@backstage/errors';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigSection } from './ConfigSection';
import { TlsConfig } from './types';

const PEM = '-----BEGIN ';
const CERTIFICATES =
  /-----BEGIN ([A-Z0-9 ]*CERTIFICATE)-----[^]*?-----END \1-----/g;

/**
 * Reads the `tls` of an integration: `ca`, `cert` and `key`, each in PEM or as
 * the path of such a file; undefined where there is none of them.
 *
 * @remarks
 * A value may be a private key, so none is shown. What OpenSSL cannot use stops
 * the start, and not each request later on.
 *
 * @internal
 */
export function readTls(
  integration: ConfigSection,
  { apiBaseUrl }: { apiBaseUrl: string },
): TlsConfig | undefined {
  const section = integration.readSection('tls');
  if (!section) {
    return undefined;
  }
  const tls: TlsConfig = {
    ca: readPem(section, 'ca'),
    cert: readPem(section, 'cert'),
    key: readPem(section, 'key'),
  };
  if (Object.values(tls).every(value => value === undefined)) {
    return undefined;
  }
  if ((tls.cert === undefined) !== (tls.key === undefined)) {
    const [there, missing] = tls.cert ? ['cert', 'key'] : ['key', 'cert'];
    throw new InputError(
      `${section.keyOf(missing)} is missing, and ${section.keyOf(there)} is there; a client certificate takes both`,
    );
  }
  if (!apiBaseUrl.startsWith('https:')) {
    throw new InputError(
      `${section.key} is there, and ${integration.keyOf('apiBaseUrl')} does not begin with https; leave one of the two out`,
    );
  }
  assertUsable(section, tls);
  return tls;
}

function readPem(
  section: ConfigSection,
  name: 'ca' | 'cert' | 'key',
): string | undefined {
  const value = section.readValue(name);
  if (value === undefined) {
    return undefined;
  }
  const key = section.keyOf(name);
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError(
      `${key} holds no text; give it PEM, or the path of a file that holds it`,
    );
  }
  const pem = value.includes(PEM) ? value : readFile(value, { key });
  if (!pem.includes(PEM)) {
    throw new InputError(
      `${key} is the path of a file that holds no PEM; it has to hold a line that starts with ${PEM}`,
    );
  }
  return pem;
}

function readFile(path: string, { key }: { key: string }): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Without the value, and without the cause, which would show it.
    throw new InputError(
      `${key} is neither PEM nor the path of a file that can be read (${code}); write the whole path`,
    );
  }
}

function assertUsable(section: ConfigSection, tls: TlsConfig): void {
  try {
    createSecureContext(tls);
    // Node passes over an authority that it cannot read.
    tls.ca?.match(CERTIFICATES)?.forEach(each => new X509Certificate(each));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const keys = Object.entries(tls)
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name);
    throw new InputError(
      `${section.key} cannot be used: ${reason}; check ${keys.join(', ')}, and that the key is that of the certificate and has no passphrase`,
    );
  }
}
