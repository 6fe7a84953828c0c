import { createHmac, timingSafeEqual } from 'node:crypto';
import { ParsedSignature } from './parseSignature';
import { Refusal } from './Refusal';

/**
 * Throws unless the signature is the HMAC-SHA256 of these bytes by one of the
 * secrets.
 */
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
