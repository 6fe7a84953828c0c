import { TextDecoder } from 'node:util';
import { isDeeperThan } from './isDeeperThan';
import { Refusal } from './Refusal';

/** A webhook of Bitbucket has about ten levels. */
const MAX_LEVELS = 100;

/**
 * Makes JSON of the bytes of a body whose signature is right.
 */
export function parseBody(
  body: Buffer,
  { decoder }: { decoder: TextDecoder },
): unknown {
  const json = decoder.decode(body);
  if (isDeeperThan(MAX_LEVELS, { json })) {
    throw new Refusal({
      status: 400,
      message: `its body is nested deeper than ${MAX_LEVELS} levels`,
    });
  }
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Refusal({
      status: 400,
      message: 'its body is not valid JSON',
      cause,
    });
  }
}
