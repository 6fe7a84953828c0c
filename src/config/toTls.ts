import { InputError } from '@backstage/errors';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { z } from 'zod';
import { isText, toReason } from './optionTypes';

const PEM = '-----BEGIN ';
const CERTIFICATES =
  /-----BEGIN ([A-Z0-9 ]*CERTIFICATE)-----[^]*?-----END \1-----/g;

/** Whom TLS trusts, and as whom it identifies itself; all in PEM. */
export interface TlsConfig {
  /** Takes the place of the authorities that Node trusts. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** PEM, or the path of a file of it. It may be a private key, so none is shown. */
export const pem = z.unknown().transform((value, context): string => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!isText(value)) {
    return refuse(
      'holds no text; give it PEM, or the path of a file that holds it',
    );
  }
  if (value.includes(PEM)) {
    return value;
  }
  try {
    const read = readFileSync(value, 'utf8');
    return read.includes(PEM)
      ? read
      : refuse(
          `is the path of a file that holds no PEM; it has to hold a line that starts with ${PEM}`,
        );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Without the value, and without the cause, which would show it.
    return refuse(
      `is neither PEM nor the path of a file that can be read (${code}); write the whole path`,
    );
  }
});

/** Undefined for what Node has. What OpenSSL cannot use stops the start, not a request. */
export function toTls(
  tls: TlsConfig | undefined,
  { key, apiBaseUrl }: { key: string; apiBaseUrl: string },
): TlsConfig | undefined {
  const { ca, cert, key: privateKey } = tls ?? {};
  if (ca === undefined && cert === undefined && privateKey === undefined) {
    return undefined;
  }
  if ((cert === undefined) !== (privateKey === undefined)) {
    const [there, missing] = cert ? ['cert', 'key'] : ['key', 'cert'];
    throw new InputError(
      `${key}.tls.${missing} is missing, and ${key}.tls.${there} is there; a client certificate takes both`,
    );
  }
  if (!apiBaseUrl.startsWith('https:')) {
    throw new InputError(
      `${key}.tls is there, and ${key}.apiBaseUrl does not begin with https; leave one of the two out`,
    );
  }
  const used = { ca, cert, key: privateKey };
  assertUsable(used, { key: `${key}.tls` });
  return used;
}

function assertUsable(tls: TlsConfig, { key }: { key: string }): void {
  try {
    createSecureContext(tls);
    // Node passes over an authority that it cannot read.
    tls.ca?.match(CERTIFICATES)?.forEach(each => new X509Certificate(each));
  } catch (error) {
    const keys = Object.entries(tls)
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name);
    throw new InputError(
      `${key} cannot be used: ${toReason(error)}; check ${keys.join(', ')}, and that the key is that of the certificate and has no passphrase`,
    );
  }
}
