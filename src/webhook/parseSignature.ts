import type { IncomingHttpHeaders } from 'node:http';

const SIGNATURE = /^sha256=([0-9a-fA-F]{64})$/;

/**
 * What `X-Hub-Signature` holds: a signature, or the reason why it holds none
 * that could be right.
 */
export type ParsedSignature =
  | { readonly signature: Buffer }
  | { readonly reason: string };

/**
 * Parses the header `X-Hub-Signature`.
 */
export function parseSignature(headers: IncomingHttpHeaders): ParsedSignature {
  const header = headers['x-hub-signature'];
  if (header === undefined) {
    return {
      reason:
        'it has no X-Hub-Signature; give the webhook the secret of events.modules.bitbucketServer.webhookSecret',
    };
  }
  const [, hex] =
    typeof header === 'string' ? (SIGNATURE.exec(header) ?? []) : [];
  return hex
    ? { signature: Buffer.from(hex, 'hex') }
    : {
        reason:
          'its X-Hub-Signature is not of the form sha256=<64 hexadecimal digits>',
      };
}
