import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './Refusal';

const SIGNATURE = /^sha256=([0-9a-fA-F]{64})$/;

/** Throws unless one of the secrets has signed these very bytes by HMAC-SHA256. */
export function assertSigned(
  body: Buffer,
  options: { parsed: ParsedSignature; secrets: readonly string[] },
): void {
  const { parsed, secrets } = options;
  if ('reason' in parsed) {
    throw new Refusal({ status: 403, message: parsed.reason });
  }
  // All of them are tried, so that the time tells nothing of which one fits.
  const matching = secrets.filter(secret =>
    timingSafeEqual(
      createHmac('sha256', secret).update(body).digest(),
      parsed.signature,
    ),
  );
  if (matching.length === 0) {
    throw new Refusal({
      status: 403,
      message:
        'its X-Hub-Signature is not that of its body; the secrets of webhook and backend differ',
    });
  }
}

/** What `X-Hub-Signature` holds: a signature, or why none that could be right. */
type ParsedSignature =
  | { readonly signature: Buffer }
  | { readonly reason: string };

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
