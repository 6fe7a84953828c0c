import {
  CertificateError,
  CertificateFault,
  NetworkError,
} from './transportErrors';
import { RequestLine } from './types';

/** What of a certificate is at fault, by the codes of Node and OpenSSL. */
const FAULTS: readonly [RegExp, CertificateFault][] = [
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/, 'expired'],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'otherName'],
  [/^UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF_SIGNATURE)/, 'untrusted'],
  [/SELF_SIGNED_CERT|^CERT_|^INVALID_(?:CA|PURPOSE)$/, 'untrusted'],
];

/**
 * Maps what broke a connection to a failure on the way to the server.
 */
export function toNetworkError(
  { method, url }: RequestLine,
  { cause }: { cause: Error & { code?: string } },
): NetworkError | CertificateError {
  const { code = '' } = cause;
  const [, fault] = FAULTS.find(([codes]) => codes.test(code)) ?? [];
  return fault
    ? new CertificateError({ method, url, fault, cause })
    : new NetworkError({ method, url, cause });
}
