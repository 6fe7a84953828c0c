import { createHmac, timingSafeEqual } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestDetails, RequestValidator } from '@backstage/plugin-events-node';

const ALGORITHM = 'sha256';
const SIGNATURE = /^sha256=([0-9a-fA-F]{64})$/;
const PING = 'diagnostics:ping';

/**
 * Creates the check of `X-Hub-Signature`, the HMAC-SHA256 of the raw body.
 *
 * @remarks
 * Accepted is a signature by any of the secrets. A signature that is missing,
 * malformed, wrong, or by another algorithm is refused with 403. The test
 * button of Bitbucket sends an unsigned `{"test":true}`: it is answered with
 * 200, and goes no further.
 *
 * @internal
 */
export function createSignatureValidator(options: {
  secrets: readonly string[];
  logger: LoggerService;
}): RequestValidator {
  const { secrets, logger } = options;
  return async (request, context) => {
    if (isTestPing(request)) {
      context.reject({ status: 200, payload: { status: 'ok' } });
      return;
    }
    const refusal = findRefusal(request, { secrets });
    if (refusal) {
      logger.warn(`A webhook of Bitbucket Server was refused: ${refusal}`);
      context.reject({ status: 403, payload: { message: refusal } });
    }
  };
}

/** Why a request is refused; undefined where its signature is right. */
function findRefusal(
  { headers, raw }: RequestDetails,
  { secrets }: { secrets: readonly string[] },
): string | undefined {
  const header = headers['x-hub-signature'];
  if (header === undefined) {
    return 'it has no X-Hub-Signature; give the webhook the secret of events.modules.bitbucketServer.webhookSecret';
  }
  const [, hex] =
    typeof header === 'string' ? (SIGNATURE.exec(header) ?? []) : [];
  if (!hex) {
    return 'its X-Hub-Signature is not of the form sha256=<64 hexadecimal digits>';
  }
  const given = Buffer.from(hex, 'hex');
  // All of them are tried, so that the time tells nothing of which one fits.
  const matches = secrets.filter(secret =>
    timingSafeEqual(
      createHmac(ALGORITHM, secret).update(raw.body).digest(),
      given,
    ),
  );
  return matches.length > 0
    ? undefined
    : 'its X-Hub-Signature is not that of its body; the secrets of webhook and backend differ';
}

function isTestPing({ headers, body }: RequestDetails): boolean {
  return (
    headers['x-event-key'] === PING &&
    JSON.stringify(body) === JSON.stringify({ test: true })
  );
}
