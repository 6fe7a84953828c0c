import contentType from 'content-type';
import type { IncomingMessage } from 'node:http';
import { TextDecoder } from 'node:util';
import { Refusal } from './Refusal';

/** A webhook of Bitbucket has about ten levels. */
const MAX_LEVELS = 100;

/** Makes JSON of the bytes of a body whose signature is right. */
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

/**
 * Whether the brackets of a JSON text are nested deeper than this. It is asked
 * before the text is parsed, in one pass and without recursion: whatever walks
 * through a value of a million levels later on, such as `JSON.stringify`, takes
 * seconds or overflows the stack.
 */
function isDeeperThan(levels: number, { json }: { json: string }): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isInString) {
      if (character === '\\') {
        at += 1;
      } else if (character === '"') {
        isInString = false;
      }
    } else if (character === '"') {
      isInString = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > levels) {
        return true;
      }
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return false;
}

/** Finds out how the bytes of a request become text, which has to be JSON as it is. */
export function readDecoder({ headers }: IncomingMessage): TextDecoder {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw toRefusal(`it is encoded as ${encoding}`);
  }
  const { type, parameters } = parse(headers['content-type']);
  if (type !== 'application/json') {
    throw toRefusal(`it is of the type ${type}, not application/json`);
  }
  const charset = parameters.charset ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch (cause) {
    throw toRefusal(`its charset ${charset} is none`, cause);
  }
}

function parse(header: string | undefined): contentType.ParsedMediaType {
  if (header === undefined) {
    throw toRefusal('it has no Content-Type; application/json is wanted');
  }
  try {
    return contentType.parse(header);
  } catch (cause) {
    throw toRefusal('its Content-Type is none', cause);
  }
}

function toRefusal(message: string, cause?: unknown): Refusal {
  return new Refusal({ status: 415, message, cause });
}
